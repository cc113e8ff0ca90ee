# usage: sh agreed.sh ROOT_A ROOT_B
# The state on which both servers once agreed: a small web site, the same on both.
set -eu
cd "$1"
mkdir -p cgi-bin css docs download images/spring js/mod news releases/1 releases/2
page() { printf '<!doctype html>\n<html lang="en">\n<head><title>%s</title><link rel="stylesheet" href="/css/site.css"></head>\n<body>\n<h1>%s</h1>\n%s\n</body>\n</html>\n' "$2" "$2" "$3" > "$1"; }
page index.html 'Harbour Books' '<p>Open Monday to Friday, 9 to 18.</p>'
page docs/manual.html 'Ordering manual' '<p>Choose, order, collect.</p>'
page docs/imprint.html 'Imprint' '<p>Harbour Books, Quay 4.</p>'
for year in 2019 2024 2025; do page "news/$year.html" "News of $year" '<p>What happened.</p>'; done
printf 'body { color: #1f2328; margin: 2em; }\nh1 { font-size: 1.6em; }\n' > css/site.css
printf 'body { color: #000; }\n' > css/print.css
printf 'export const money = cents => (cents / 100).toFixed(2);\n' > js/mod/money.js
printf 'export const day = time => new Date(time).toDateString();\n' > js/mod/day.js
printf 'import { money } from "./mod/money.js";\n' > js/shop.js
printf '#!/usr/bin/perl\nuse strict;\nuse warnings;\n\nmy $shipping = 490;\nmy $free_from = 5000;\n\nprint "Content-type: text/plain\\n\\n";\nprint "shipping: $shipping\\n";\n' > cgi-bin/order.cgi
printf '#!/bin/sh\necho "Content-type: text/plain"\necho\ndate\n' > cgi-bin/report.cgi
printf '#!/bin/sh\necho "Content-type: text/plain"\necho\necho "Write to us."\n' > cgi-bin/contact.cgi
chmod 755 cgi-bin/order.cgi cgi-bin/contact.cgi
chmod 644 cgi-bin/report.cgi
printf 'prices of spring\n' > download/prices.txt
printf 'release 1\n' > releases/1/VERSION
printf 'release 2\n' > releases/2/VERSION
ln -s releases/1 current
printf 'odd\n' > 'read me & co; $(x).txt'
printf 'odd\n' > ./-rf
printf 'odd\n' > "$(printf 'two\nlines.txt')"
printf 'odd\n' > "$(printf '\346\227\245\346\234\254\350\252\236.txt')"
printf 'odd\n' > "$(printf 'latin-\351t\351.txt')"
find . -exec touch -h -d '2 days ago' {} +
cp -a . "$2"
