# Small subtrees are listed without find and sort: to start the two takes longer than to look at some
# hundred entries. Whatever is not plain (a mount, what is pruned, a denial) is find's matter.

use constant FEW => 500;

our %FIND_TYPE = (
    0100000 => 'f', 0040000 => 'd', 0120000 => 'l', 0010000 => 'p', 0140000 => 's', 0060000 => 'b', 0020000 => 'c',
);

# The records of all below an opened directory, as find would print them, in order; undef if that is
# for find to do.
sub list_few {
    my ($tree, $dir, $below) = @_;
    return undef if prunes($tree, $below);
    my %record;
    return undef unless take_few($tree, $dir, '', DEEP - length($below) - 1, \%record);
    return join('', map { "$record{$_} $_\0" } sort keys %record);
}

# False if it is not plain, or too much.
sub take_few {
    my ($tree, $fd, $prefix, $room, $record) = @_;
    my $names = few_names($fd, FEW - keys %$record) or return 0;
    for my $name (@$names) {
        my ($path, $stat) = ($prefix . $name, statat($fd, $name));
        if (!$stat) { next if $! == Errno::ENOENT(); return 0 }
        my $type = $FIND_TYPE{ $stat->[MODE] & S_IFMT };
        return 0 if !defined $type || length $path > $room || crossed($tree, $stat) || $stat->[MTIME] < 0;
        $record->{$path} = find_record($type, $stat);
        return 0 if keys %$record > FEW;
        next unless $type eq 'd';
        my $below = openat($fd, $name, $O_DIRECTORY | $O_NOFOLLOW | O_NONBLOCK);
        return 0 if $below < 0;
        my $opened = stat_fd($below);
        my $plain = $opened && same_few($opened, $stat) && take_few($tree, $below, "$path/", $room, $record);
        close_fd($below);
        return 0 unless $plain;
    }
    return 1;
}

sub same_few { my ($x, $y) = @_; return $x->[DEV] == $y->[DEV] && $x->[INO] == $y->[INO] }

# All of FIELDS but the path.
sub find_record {
    my ($type, $stat) = @_;
    return join(
        ' ', $type, sprintf('%o', $stat->[MODE] & 07777), $stat->[SIZE],
        sprintf('%s.%09d0', @$stat[MTIME, MNS]), sprintf('%s.%09d0', @$stat[CTIME, CNS]),
        @$stat[INO, NLINK, DEV, UID, GID]
    );
}

# The names in a directory opened for reading; undef if there are more, or they can't be read.
sub few_names {
    my ($fd, $most) = @_;
    my ($n, @names);
    my $dents = "\0" x BLOCK;
    while (($n = sys('getdents64', $fd + 0, $dents, BLOCK)) > 0) {
        for (my $at = 0 ; $at < $n ;) {
            my $length = unpack('v', substr($dents, $at + 16, 2));
            my $name = unpack('Z*', substr($dents, $at + 19, $length - 19));
            push @names, $name if $name ne '.' && $name ne '..';
            $at += $length;
        }
        return undef if @names > $most;
    }
    return $n < 0 ? undef : \@names;
}
