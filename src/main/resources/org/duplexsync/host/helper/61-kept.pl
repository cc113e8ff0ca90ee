# Listings kept in the pair's own directory, so that the next one need only say what differs. A kept
# listing (listed-NAME) is what find and sort gave, byte for byte; it gets its name when it is whole.

use constant WINDOW => 8192;

# Whether a listing is kept under the name; with the flag all others go.
sub op_kept {
    my ($tree) = @_;
    my $name = get_name();
    if (get_u8()) {
        for my $other (grep { /\Alisted-/ } names_in($tree->{own})) {
            unlink_at($tree->{own}, $other) unless $other eq "listed-$name";
        }
    }
    my $stat = statat($tree->{own}, "listed-$name");
    return pack('C', $stat && kind_of($stat) eq 'f' ? 1 : 0);
}

# Takes the blocks of a listing that is to be kept. A disk that is full ends only the keeping.
sub keeper {
    my ($tree, $name) = @_;
    my $new = "listed-$name.new";
    my $fd = openat($tree->{own}, $new, O_CREAT | O_EXCL | O_WRONLY | $O_NOFOLLOW, 0600);
    my $good = $fd >= 0;
    return {
        take => sub { $good &&= write_fd($fd, $_[0]) },
        end => sub {
            my ($whole) = @_;
            close_fd($fd);
            $good &&= $whole && rename_over($tree->{own}, $new, $tree->{own}, "listed-$name");
            unlink_at($tree->{own}, $new) unless $good;
            return $good ? 1 : 0;
        },
    };
}

sub path_of { return (split / /, $_[0], 11)[10] }

# Passes on only what differs from a kept listing, in order of the path, with a mark before each
# record: + was not there, * is another; and -PATH is gone. Most blocks are the same: what is not is
# found by comparing windows of both at once.
sub differences {
    my ($tree, $name, $sink) = @_;
    my $fd = open_read($tree->{own}, "listed-$name");
    die "the kept listing $name can't be read: $!\n" if $fd < 0;
    my ($old, $i, $ended) = ('', 0, 0);
    my $more = sub {
        $old = substr($old, $i);
        $i = 0;
        my $n = POSIX::read($fd, my $part, 4 * BLOCK);
        die "the kept listing can't be read: $!\n" unless defined $n;
        $ended = 1 if $n == 0;
        $old .= substr($part, 0, $n);
    };
    # the old record at $i; undef at the end
    my $record = sub {
        my $end = index($old, "\0", $i);
        while ($end < 0 && !$ended) {
            $more->();
            $end = index($old, "\0", $i);
        }
        return substr($old, $i, $end - $i) if $end >= 0;
        die "the kept listing was cut\n" if $i < length $old;
        return undef;
    };
    my $take = sub {
        my ($new) = @_;
        my ($j, $out) = (0, '');
        while ($j < length $new) {
            $more->() if !$ended && length($old) - $i < WINDOW;
            my $n = length($old) - $i;
            $n = length($new) - $j if length($new) - $j < $n;
            $n = WINDOW if $n > WINDOW;
            if ($n > 0) {
                my $same = $n;
                $same = $-[0] if (substr($old, $i, $n) ^ substr($new, $j, $n)) =~ /[^\0]/;
                my $next = $same ? rindex($new, "\0", $j + $same - 1) + 1 : 0;
                if ($next > $j) {
                    $i += $next - $j;
                    $j = $next;
                    next if $same == $n;
                }
            }
            my $now = substr($new, $j, index($new, "\0", $j) - $j);
            my $then = $record->();
            if (!defined $then) { $out .= "+$now\0"; $j += 1 + length $now; next }
            if ($then eq $now) { $i += 1 + length $then; $j += 1 + length $now; next }
            my ($path, $was) = (path_of($now), path_of($then));
            if ($was lt $path) { $out .= "-$was\0"; $i += 1 + length $then; next }
            $out .= ($was eq $path ? '*' : '+') . "$now\0";
            $i += 1 + length $then if $was eq $path;
            $j += 1 + length $now;
        }
        $sink->($out) if $out ne '';
    };
    my $end = sub {
        my $out = '';
        while (defined(my $then = $record->())) {
            $out .= '-' . path_of($then) . "\0";
            $i += 1 + length $then;
            if (length $out > BLOCK) { $sink->($out); $out = '' }
        }
        $sink->($out) if $out ne '';
        close_fd($fd);
    };
    return ($take, $end);
}
