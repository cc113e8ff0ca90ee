# The watches of a tree. A watch is known by its number; where its directory stands is kept as the
# number of the watch above it and its name there, so that a moved directory takes all below with
# it. Directories are reached through opened ones only; the walk goes on in small steps between
# which events are heard.

use constant {
    IN_MODIFY => 2, IN_ATTRIB => 4, IN_CLOSE_WRITE => 8, IN_MOVED_FROM => 0x40, IN_MOVED_TO => 0x80,
    IN_CREATE => 0x100, IN_DELETE => 0x200, IN_DELETE_SELF => 0x400, IN_MOVE_SELF => 0x800,
    IN_UNMOUNT => 0x2000, IN_Q_OVERFLOW => 0x4000, IN_IGNORED => 0x8000, IN_ONLYDIR => 1 << 24,
    IN_EXCL_UNLINK => 1 << 26, IN_ISDIR => 1 << 30,
};
use constant WATCHED => IN_MODIFY | IN_ATTRIB | IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_CREATE
    | IN_DELETE | IN_ONLYDIR | IN_EXCL_UNLINK;
use constant { MAX_OPEN => 300, MAX_SHUT => 10_000, SLICE => 0.005 };

# Where a directory has two links when no directory is in it.
our %COUNTS_LINKS = map { $_ => 1 } qw(ext2 ext3 ext4 xfs tmpfs);
our $DENTS = '';

# By an opened file: the name leads to that very inode.
sub add_watch {
    my ($w, $fd, $mask) = @_;
    my $name = proc_fd($fd) . "\0";
    return sys('inotify_add_watch', $w->{fd} + 0, $name, $mask + 0);
}

sub rm_watch { my ($w, $wd) = @_; sys('inotify_rm_watch', $w->{fd} + 0, $wd + 0); return }

# The path of a watched directory; undef if it is none (any more).
sub wd_path {
    my ($w, $wd) = @_;
    my $known = $w->{path}{$wd};
    return $known if defined $known;
    my ($at, @names) = $wd;
    while ($at != $w->{root_wd}) {
        my $place = $w->{at}{$at};
        return undef if !defined $place || @names > 2100;
        unshift @names, substr($place, 4);
        $at = unpack('N', $place);
    }
    return $w->{path}{$wd} = join('/', @names);
}

sub pruned {
    my ($tree, $path, $name) = @_;
    return 1 if ($tree->{in_root} && $path eq '.duplex') || length $path > DEEP;
    return 1 if $tree->{pruned_name}{$name} || $tree->{pruned_path}{$path};
    return $tree->{mounts}{$path};
}

# Watches a directory of an opened one. Its descriptor (for reading), its watch (0 if there are no
# more), and whether it is new at this place; nothing if it can't or need not be watched.
sub watch_in {
    my ($w, $dir, $name, $parent, $path) = @_;
    my $tree = $w->{tree};
    return if pruned($tree, $path, $name);
    my $fd = openat($dir, $name, $O_DIRECTORY | $O_NOFOLLOW | O_NONBLOCK);
    if ($fd < 0) { unwatched($w, $path, 1); return }
    my $wd = $w->{full} ? 0 : add_watch($w, $fd, WATCHED);
    if ($wd < 0) {
        if (means_absent()) { close_fd($fd); return }
        unwatched($w, $path, 0);
        $wd = 0;
    }
    my $stat = stat_fd($fd);
    if (!$stat || crossed($tree, $stat)) {
        rm_watch($w, $wd) if $wd && !exists $w->{at}{$wd};
        close_fd($fd);
        return;
    }
    $w->{unwatched}++ unless $wd;
    return ($fd, 0, 1, $stat) unless $wd;
    my $place = pack('N', $parent) . $name;
    my $before = $w->{at}{$wd};
    my $new = !defined $before || $before ne $place;
    $w->{path} = {} if $new && defined $before;
    $w->{at}{$wd} = $place if $new;
    $w->{seen}{$wd} = 1 if $w->{seen};
    $w->{full} = $w->{why} = 'the watches that were asked for are used up' if $w->{cap} && keys(%{ $w->{at} }) + 1 >= $w->{cap};
    return ($fd, $wd, $new, $stat);
}

# Remembers why a directory is not watched; by $!. One that went meanwhile needs no watch.
sub unwatched {
    my ($w, $path, $uncounted) = @_;
    return if means_absent();
    my $why = "$!";
    if ($! == Errno::ENOSPC()) { $w->{full} = $w->{why} = 'there are no more watches'; return }
    if ($! == Errno::EACCES()) {
        # may become readable: itself, or the directory that it is in
        my $up = $path =~ m{\A(.*)/}s ? $1 : '';
        $w->{shut} = {} if keys %{ $w->{shut} } > MAX_SHUT;
        @{ $w->{shut} }{ $path, $up } = (1, 1);
        return;
    }
    $w->{why} = $why;
    $w->{unwatched}++ if $uncounted;
    return;
}

# The names of the directories in an opened one.
sub subdirs {
    my ($w, $fd, $stat) = @_;
    return [] if $stat->[NLINK] == 2 && $COUNTS_LINKS{ $w->{tree}{type} };
    $DENTS = "\0" x BLOCK if $DENTS eq '';
    my ($n, @names);
    while (($n = sys('getdents64', $fd + 0, $DENTS, BLOCK)) > 0) {
        for (my $at = 0 ; $at < $n ;) {
            my ($length, $type) = unpack('v C', substr($DENTS, $at + 16, 3));
            if ($type == 4 || $type == 0) {
                my $name = unpack('Z*', substr($DENTS, $at + 19, $length - 19));
                push @names, $name if $name ne '.' && $name ne '..' && ($type == 4 || is_dir($fd, $name));
            }
            $at += $length;
        }
    }
    unwatched($w, '', 1) if $n < 0;
    return \@names;
}

sub is_dir {
    my ($fd, $name) = @_;
    my $stat = statat($fd, $name);
    return $stat && ($stat->[MODE] & S_IFMT) == S_IFDIR;
}

# Work to be done: watch all below a watched directory, then say so. With "all" also below
# directories that are watched already.
sub add_job {
    my ($w, $wd, $all, $done) = @_;
    push @{ $w->{jobs} }, { stack => [], deep => [$wd], all => $all, done => $done };
    return;
}

# Works for a moment; false when there is nothing more to do.
sub walk_some {
    my ($w) = @_;
    my $end = monotonic() + SLICE;
    my $steps = 0;
    while (my $job = $w->{jobs}[0]) {
        if (!walk_step($w, $job)) {
            shift @{ $w->{jobs} };
            $job->{done}->();
        }
        last if ++$steps % 20 == 0 && monotonic() > $end;
    }
    return;
}

sub walk_step {
    my ($w, $job) = @_;
    my $stack = $job->{stack};
    if (!@$stack) {
        my $wd = shift @{ $job->{deep} };
        return 0 unless defined $wd;
        my $path = wd_path($w, $wd);
        my $fd = defined $path ? open_watched($w->{tree}, $path) : -1;
        enter($w, $job, $fd, $wd, $path, stat_fd($fd)) if $fd >= 0;
        return 1;
    }
    my ($fd, $wd, $names, $below) = @{ $stack->[-1] };
    if (!@$names) { close_fd($fd); pop @$stack; return 1 }
    my $name = pop @$names;
    my ($child, $child_wd, $new, $stat) = watch_in($w, $fd, $name, $wd, "$below$name");
    return 1 unless defined $child;
    if ((!$new && !$job->{all})) { close_fd($child) }
    elsif (@$stack < MAX_OPEN) { enter($w, $job, $child, $child_wd, "$below$name", $stat) }
    else { close_fd($child); push @{ $job->{deep} }, $child_wd if $child_wd }
    return 1;
}

sub enter {
    my ($w, $job, $fd, $wd, $path, $stat) = @_;
    my $names = $stat ? subdirs($w, $fd, $stat) : [];
    if (@$names) { push @{ $job->{stack} }, [$fd, $wd, $names, $path eq '' ? '' : "$path/"] }
    else { close_fd($fd) }
    return;
}

sub open_watched {
    my ($tree, $path) = @_;
    my $dir = dir_fd($tree, $path);
    return defined $dir ? openat($dir, '.', $O_DIRECTORY) : -1;
}

# Forgets watches that a whole walk did not meet: their directories were moved out unheard.
sub forget_unseen {
    my ($w, $seen) = @_;
    for my $wd (grep { !$seen->{$_} } keys %{ $w->{at} }) {
        delete $w->{at}{$wd};
        rm_watch($w, $wd);
    }
    $w->{path} = {};
    return;
}

# A directory left the tree: no watch may stay on it, nor on those below. What stands at the name
# now is another.
sub forget_moved {
    my ($w, $place) = @_;
    my $path = wd_path($w, unpack('N', $place));
    my $name = substr($place, 4);
    my $now = -1;
    if (defined $path && defined(my $dir = dir_fd($w->{tree}, $path))) {
        my $fd = openat($dir, $name, $O_DIRECTORY | $O_NOFOLLOW | O_NONBLOCK);
        $now = add_watch($w, $fd, WATCHED) if $fd >= 0;
        close_fd($fd);
    }
    my %gone = map { $_ => 1 } grep { $w->{at}{$_} eq $place && $_ != $now } keys %{ $w->{at} };
    return unless %gone;
    my %stays = ($w->{root_wd} => 1);
    for my $wd (keys %{ $w->{at} }) {
        my ($at, @way) = $wd;
        while (!$gone{$at} && !$stays{$at}) {
            push @way, $at;
            $at = defined $w->{at}{$at} ? unpack('N', $w->{at}{$at}) : $w->{root_wd};
        }
        @{ $gone{$at} ? \%gone : \%stays }{@way} = (1) x @way;
    }
    for my $wd (keys %gone) {
        delete $w->{at}{$wd};
        rm_watch($w, $wd);
    }
    $w->{path} = {};
    return;
}
