# Every walk starts at the opened root and goes component by component without following links, so
# that a link swapped into a path leads nowhere. Opened directories are kept for one batch.

use constant MAX_KEPT => 200;

sub forget_dirs {
    my ($tree) = @_;
    close_fd($_) for values %{ $tree->{dirs} };
    $tree->{dirs} = {};
    return;
}

sub crossed {
    my ($tree, $stat) = @_;
    return $stat->[DEV] != $tree->{stat}[DEV];
}

# The descriptor of a directory below the root, undef with $! set. The caller must not close it.
sub dir_fd {
    my ($tree, $dir) = @_;
    return $tree->{root} if $dir eq '';
    my $kept = $tree->{dirs};
    return $kept->{$dir} if exists $kept->{$dir};
    my ($have, $done, $up) = ($tree->{root}, '', $dir);
    while ((my $slash = rindex($up, '/')) > 0) {
        $up = substr($up, 0, $slash);
        next unless exists $kept->{$up};
        ($have, $done) = ($kept->{$up}, $up);
        last;
    }
    my $passing;
    for my $name (split m{/}, substr($dir, length($done) ? length($done) + 1 : 0)) {
        my $fd = open_dir($have, $name);
        close_fd($passing);
        undef $passing;
        return undef if $fd < 0;
        $done = length($done) ? "$done/$name" : $name;
        my $stat = stat_fd($fd);
        if (!$stat || crossed($tree, $stat) || $tree->{mounts}{$done}) {
            close_fd($fd);
            $! = Errno::EXDEV();
            return undef;
        }
        if (keys %$kept < MAX_KEPT || $done eq $dir) { $kept->{$done} = $fd }
        else { $passing = $fd }
        $have = $fd;
    }
    return $have;
}

# The opened directory that holds a path, and its last name.
sub parent_of {
    my ($tree, $path) = @_;
    return ($tree->{root}, '.') if $path eq '';
    my $slash = rindex($path, '/');
    my $fd = dir_fd($tree, $slash < 0 ? '' : substr($path, 0, $slash));
    return defined $fd ? ($fd, substr($path, $slash + 1)) : ();
}

sub trim_dirs { my ($tree) = @_; forget_dirs($tree) if keys %{ $tree->{dirs} } > MAX_KEPT; return }

# True when $! says that the path is certainly not there: a link or a file stands in for a parent.
sub means_absent {
    return $! == Errno::ENOENT() || $! == Errno::ENOTDIR() || $! == Errno::ELOOP();
}
