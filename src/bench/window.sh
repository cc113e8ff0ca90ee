#!/bin/sh
# The window on a plan of a million rows in a real store: opening, scrolling, filtering, deciding, heap.
# usage: src/bench/window.sh [ROWS]      (needs xvfb, and tests compiled: mvn test-compile)
set -eu
cd "$(dirname "$0")/../.."
test -d target/test-classes || { echo "run mvn test-compile first" >&2; exit 1; }
list=$(mktemp); trap 'rm -f "$list"' EXIT
mvn -o -q dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile="$list" >/dev/null
exec "${JAVA_HOME:?set JAVA_HOME to a JDK 25}/bin/java" --enable-native-access=ALL-UNNAMED -Xmx512m -XX:+UseSerialGC \
  -cp "target/test-classes:target/classes:$(cat "$list")" org.duplexsync.ui.WindowBenchmark "${1:-1000000}"
