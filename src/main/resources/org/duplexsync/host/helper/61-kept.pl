# Listings kept in the pair's own directory, so that the next one need only say what differs. A kept
# listing (listed-NAME) is what find gave, byte for byte and in find's order; it gets its name when it
# is whole.

use constant WINDOW => 8192;

# How far a record is searched for where the order is another: mostly, and now and then. More than
# MOST_AWAY records out of their places are not held: then everything has to be listed.
use constant { NEAR => 32 << 10, FAR => 4 << 20, MOST_AWAY => 60_000 };

# Whether a listing is kept under the name; with the flag all others go.
sub op_kept {
    my ($tree) = @_;
    my $name = get_name();
    if (get_u8()) {
        for my $other (grep { /\Alisted-/ } names_in($tree->{own})) {
            unlink_at($tree->{own}, $other) unless $other eq "listed-$name";
        }
    }
    return pack('C', is_whole($tree->{own}, "listed-$name") ? 1 : 0);
}

sub is_whole {
    my ($own, $file) = @_;
    my $fd = open_read($own, $file);
    return 0 if $fd < 0;
    my ($stat, $last) = (stat_fd($fd), '');
    my $plain = $stat && kind_of($stat) eq 'f';
    POSIX::read($fd, $last, 1) if $plain && $stat->[SIZE] && POSIX::lseek($fd, -1, POSIX::SEEK_END());
    close_fd($fd);
    return $plain && (!$stat->[SIZE] || $last eq "\0");
}

# Begins a listing that is to be kept. A disk that is full ends only the keeping.
sub new_listing {
    my ($tree, $name) = @_;
    unlink_at($tree->{own}, "listed-$name.new");
    my $flags = O_CREAT | O_EXCL | O_WRONLY | O_APPEND | $O_NOFOLLOW;
    my $fd = openat($tree->{own}, "listed-$name.new", $flags, 0600);
    return $fd < 0 ? undef : { fd => $fd, name => $name, good => 1 };
}

# It gets its name if it is whole; returns whether it is kept.
sub keep_listing {
    my ($tree, $keep, $whole) = @_;
    my ($own, $new) = ($tree->{own}, "listed-$keep->{name}.new");
    close_fd($keep->{fd});
    return 1 if $keep->{good} && $whole && rename_over($own, $new, $own, "listed-$keep->{name}");
    unlink_at($own, $new);
    return 0;
}

sub path_of { return (split / /, $_[0], 11)[10] }

# Passes on only what differs from a kept listing, with a mark before each record: + was not there, *
# is another; and -PATH is gone. Find names what is in a directory in the same order each time unless
# something happened there, so both listings go along together: most blocks are the same, and what is
# not is found by comparing windows of both at once. A record that stands elsewhere is held until the
# other listing comes to it: in {came} or in {went}, by its path.
sub differences {
    my ($tree, $name, $sink) = @_;
    my $fd = open_read($tree->{own}, "listed-$name");
    die "the kept listing $name can't be read: $!\n" if $fd < 0;
    return {
        tree => $tree, fd => $fd, old => '', at => 0, ended => 0,
        came => {}, went => {}, run => 0, out => '', sink => $sink,
    };
}

# Reads on in the kept listing.
sub more_old {
    my ($with, $bytes) = @_;
    substr($with->{old}, 0, $with->{at}, '');
    $with->{at} = 0;
    while (!$with->{ended} && length $with->{old} < $bytes) {
        my $n = POSIX::read($with->{fd}, my $part, 4 * BLOCK);
        die "the kept listing can't be read: $!\n" unless defined $n;
        if ($n == 0) {
            die "the kept listing was cut\n" if $with->{old} ne '' && substr($with->{old}, -1) ne "\0";
            $with->{ended} = 1;
        }
        $with->{old} .= substr($part, 0, $n);
    }
    return;
}

# The record of the kept listing that is next; undef at the end.
sub old_record {
    my ($with) = @_;
    my $end = index($with->{old}, "\0", $with->{at});
    if ($end < 0) {
        more_old($with, WINDOW);
        $end = index($with->{old}, "\0");
    }
    return $end < 0 ? undef : substr($with->{old}, $with->{at}, $end - $with->{at});
}

# Takes a block of whole records.
sub compare_block {
    my ($with, $new) = @_;
    my ($j, $size) = (0, length $new);
    while ($j < $size && !$with->{lost}) {
        more_old($with, 4 * BLOCK) if !$with->{ended} && length($with->{old}) - $with->{at} < WINDOW;
        my $n = length($with->{old}) - $with->{at};
        $n = $size - $j if $size - $j < $n;
        $n = WINDOW if $n > WINDOW;
        if ($n > 0) {
            my $same = $n;
            $same = $-[0] if (substr($with->{old}, $with->{at}, $n) ^ substr($new, $j, $n)) =~ /[^\0]/;
            my $next = $same ? rindex($new, "\0", $j + $same - 1) + 1 : 0;
            if ($next > $j) {
                $with->{at} += $next - $j;
                $with->{run} = 0;
                $j = $next;
                next if $same == $n;
            }
        }
        $j = compare_record($with, \$new, $j);
    }
    flush_differences($with) if length $with->{out} > WINDOW;
    return;
}

# Compares the record at $j of the block with the kept one that is next, and returns where to go on.
sub compare_record {
    my ($with, $new, $j) = @_;
    my $now = substr($$new, $j, index($$new, "\0", $j) - $j);
    my $then = old_record($with);
    my $next = $j + 1 + length $now;
    if (!defined $then) { came($with, $now); return $next }
    my $same = $then eq $now;
    if ($same || path_of($now) eq path_of($then)) {
        $with->{out} .= "*$now\0" unless $same;
        $with->{at} += 1 + length $then;
        $with->{run} = 0;
        return $next;
    }
    # now and then, for both searches take their time
    my $often = $with->{run}++;
    my $reach = $often >= 16 && !($often & $often - 1) ? FAR : NEAR;
    my $to = seek_record($$new, $then, $next - 1, NEAR);
    if (defined $to) {
        came($with, $_) for split /\0/, substr($$new, $j, $to - $j);
        return $to;
    }
    more_old($with, $reach) if length($with->{old}) - $with->{at} < $reach;
    $to = seek_record($with->{old}, $now, $with->{at} + length $then, $reach);
    if (defined $to) {
        my $passed = substr($with->{old}, $with->{at}, $to - $with->{at});
        $with->{at} = $to;
        went($with, $_) for split /\0/, $passed;
        return $j;
    }
    $with->{at} += 1 + length $then;
    went($with, $then);
    came($with, $now);
    return $next;
}

# Where a record begins, after the NUL at $from or later; undef if it is not within reach.
sub seek_record {
    my ($bytes, $record, $from, $reach) = (\$_[0], @_[1 .. 3]);
    my $at = index(substr($$bytes, $from, $reach), "\0$record\0");
    return $at < 0 ? undef : $from + $at + 1;
}

sub came {
    my ($with, $record) = @_;
    my $path = path_of($record);
    my $then = delete $with->{went}{$path};
    if (!defined $then) { $with->{came}{$path} = $record; away($with) }
    elsif ($then ne $record) { $with->{out} .= "*$record\0" }
    return;
}

sub went {
    my ($with, $record) = @_;
    my $path = path_of($record);
    my $now = delete $with->{came}{$path};
    if (!defined $now) { $with->{went}{$path} = $record; away($with) }
    elsif ($now ne $record) { $with->{out} .= "*$now\0" }
    return;
}

# Too much is told as it stands, so that whoever listens hears at once that there is too much of it.
sub away {
    my ($with) = @_;
    $with->{lost} ||= keys(%{ $with->{came} }) + keys(%{ $with->{went} }) > MOST_AWAY;
    return unless $with->{lost};
    $with->{out} .= "+$_\0" for values %{ $with->{came} };
    $with->{out} .= "-$_\0" for keys %{ $with->{went} };
    flush_differences($with);
    ($with->{came}, $with->{went}) = ({}, {});
    return;
}

sub flush_differences {
    my ($with) = @_;
    $with->{sink}->($with->{out}) if $with->{out} ne '';
    $with->{out} = '';
    return;
}

# What only one of the listings names. What was not named this time and is there all the same (it got
# another name and its own back meanwhile, say) is told as it stands and kept. Returns why
# the rest can't be told, undef if all is.
sub end_differences {
    my ($with, $keep) = @_;
    my $tree = $with->{tree};
    while (!$with->{lost} && defined(my $then = old_record($with))) {
        $with->{at} += 1 + length $then;
        went($with, $then);
    }
    close_fd($with->{fd});
    return 'too much of it is not where it was' if $with->{lost};
    # a directory that was opened for a link is elsewhere by now, maybe
    forget_dirs($tree);
    $with->{out} .= "+$_\0" for values %{ $with->{came} };
    for my $path (sort keys %{ $with->{went} }) {
        my ($dir, $name) = parent_of($tree, $path);
        my $stat = defined $dir ? statat($dir, $name) : undef;
        if ($stat) {
            my $type = $FIND_TYPE{ $stat->[MODE] & S_IFMT } || '';
            return "$path was not listed and is there" if $type !~ /[fl]/ || $stat->[MTIME] < 0;
            my $now = find_record($type, $stat) . " $path";
            $keep->{good} &&= write_fd($keep->{fd}, "$now\0") if $keep;
            $with->{out} .= "*$now\0" if $now ne $with->{went}{$path};
        } elsif (means_absent()) {
            $with->{out} .= "-$path\0";
        } else {
            return "$path was listed before, and now: $!";
        }
        trim_dirs($tree);
        flush_differences($with) if length $with->{out} > BLOCK;
    }
    flush_differences($with);
    return undef;
}
