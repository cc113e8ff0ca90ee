# Watching with inotify: a child with one descriptor for all of a tree, which sleeps until the
# kernel, the client or the table of mounts has something for it.

use constant { EVENTS => 65536, LEAVING => 0.1, REST => 0.002 };

sub child_watch {
    my ($tree, $id, $fh) = @_;
    my $w = {
        tree => $tree, id => $id, out => $fh, buffer => '', news => new_news(), cap => get_i64(), sign => get_i64() / 1e9,
        at => {}, path => {}, beat => monotonic(),
        shut => {}, from => {}, jobs => [], unwatched => 0, why => '', full => '', buf => '',
    };
    $tree->{pruned_name} = { map { $_ => 1 } @{ $tree->{prune_names} } };
    $tree->{pruned_path} = { map { $_ => 1 } @{ $tree->{prune_paths} } };
    $w->{fd} = sys('inotify_init1', O_CLOEXEC | O_NONBLOCK);
    if ($w->{fd} < 0) { cannot_watch($w, "inotify can't be had: $!") }
    else { start_watches($w) }
    sys('fcntl', fileno($fh) + 0, 4, O_WRONLY | O_NONBLOCK);
    open(my $mountinfo, '<', '/proc/self/mountinfo');
    watch_loop($w, defined fileno $mountinfo ? fileno $mountinfo : -1);
    return;
}

sub cannot_watch {
    my ($w, $why) = @_;
    news_other($w->{news}, 'F' . pack('q> q>', 0, 1) . put_str($why));
    return;
}

# The root, what it stands in (they may be moved, and take it along), and all below.
sub start_watches {
    my ($w) = @_;
    my $tree = $w->{tree};
    my $path = $tree->{root_path};
    my $mask = IN_DELETE | IN_MOVED_FROM;
    while ($path ne '/' && $path =~ s{/[^/]*\z}{}s) {
        my $fd = openat(AT_FDCWD, $path eq '' ? '/' : $path, O_PATH | $O_DIRECTORY);
        my $wd = $fd < 0 ? -1 : add_watch($w, $fd, $mask | IN_MOVE_SELF | IN_DELETE_SELF | IN_ONLYDIR);
        $w->{above}{$wd} = 1 if $wd >= 0;
        close_fd($fd);
        $mask = 0;
    }
    $w->{root_wd} = add_watch($w, $tree->{root}, WATCHED | IN_MOVE_SELF | IN_DELETE_SELF);
    if ($w->{root_wd} < 0) {
        my $why = $! == Errno::ENOSPC() ? 'there are no more watches' : "the root can't be watched: $!";
        news_limit($w, 1) if $! == Errno::ENOSPC();
        cannot_watch($w, $why);
        return;
    }
    check_root($w);
    $w->{full} = $w->{why} = 'the watches that were asked for are used up' if $w->{cap} == 1;
    add_job($w, $w->{root_wd}, 1, sub { });
    $w->{walking} = 1;
    return;
}

sub watch_loop {
    my ($w, $mounts) = @_;
    while (1) {
        my ($read, $write, $except) = ('', '', '');
        vec($read, $w->{fd}, 1) = 1 if $w->{fd} >= 0;
        vec($write, fileno $w->{out}, 1) = 1 if $w->{buffer} ne '';
        vec($except, $mounts, 1) = 1 if $mounts >= 0;
        my $n = select($read, $write, $except, watch_pause($w));
        if ($n > 0) {
            if ($w->{fd} >= 0 && vec($read, $w->{fd}, 1)) {
                my $before = news_count($w->{news});
                hear($w);
                # only writes to files that are told of soon anyway: the kernel folds the next ones
                select(undef, undef, undef, REST) if news_count($w->{news}) == $before && !@{ $w->{jobs} };
            }
            mounts_changed($w) if $mounts >= 0 && vec($except, $mounts, 1);
        }
        expire_leaving($w) if %{ $w->{from} };
        walk_some($w) if @{ $w->{jobs} };
        walked($w) if $w->{walking} && !@{ $w->{jobs} };
        unwatched_now($w) unless $w->{walking};
        forget_dirs($w->{tree});
        write_news($w);
        last if $w->{ended} && $w->{buffer} eq '';
    }
    return;
}

# How long there is nothing to do but wait.
sub watch_pause {
    my ($w) = @_;
    return 0 if @{ $w->{jobs} };
    my @due = $w->{buffer} eq '' ? news_due($w->{news}) : ();
    push @due, $w->{beat} + $w->{sign} if $w->{buffer} eq '';
    push @due, map { $_->[0] } values %{ $w->{from} };
    my ($next) = sort { $a <=> $b } grep { defined } @due;
    return undef unless defined $next;
    my $pause = $next - monotonic();
    return $pause > 0 ? $pause : 0;
}

# As much as the client's credit lets through; what is told meanwhile is folded.
sub write_news {
    my ($w) = @_;
    my $due = $w->{buffer} eq '' ? news_due($w->{news}) : undef;
    if (defined $due && $due <= monotonic()) {
        my $root = $w->{tree}{root};
        $w->{buffer} = news_frames($w->{news}, $w->{id}, sub {
            my $stat = statat($root, $_[0]);
            return $stat && ($stat->[NLINK] > 1 || ($stat->[MODE] & S_IFMT) != S_IFREG) ? 'c' : 'w';
        });
        $w->{buffer} .= frame('a', $w->{id}, '') if $w->{ended};
    } elsif ($w->{buffer} eq '' && $w->{beat} + $w->{sign} <= monotonic()) {
        # a sign of life
        $w->{buffer} = frame('d', $w->{id}, 'S');
    } else {
        return if $w->{buffer} eq '';
    }
    $w->{beat} = monotonic();
    return if $w->{buffer} eq '';
    my $n = syswrite($w->{out}, $w->{buffer});
    if (defined $n) { $w->{buffer} = substr($w->{buffer}, $n) }
    elsif ($! != Errno::EAGAIN() && $! != Errno::EINTR()) { POSIX::_exit(1) }
    return;
}

sub hear {
    my ($w) = @_;
    my $n = POSIX::read($w->{fd}, $w->{buf}, EVENTS);
    return unless $n;
    for (my $at = 0 ; $at + 16 <= $n ;) {
        my ($wd, $mask, $cookie, $length) = unpack('l L L L', substr($w->{buf}, $at, 16));
        my $name = $length ? unpack('Z*', substr($w->{buf}, $at + 16, $length)) : '';
        $at += 16 + $length;
        if ($mask & IN_Q_OVERFLOW) { events_lost($w) }
        elsif ($w->{above}{$wd}) { check_root($w) }
        elsif ($wd == $w->{root_wd} && ($mask & (IN_MOVE_SELF | IN_DELETE_SELF | IN_UNMOUNT))) { check_root($w, $mask) }
        elsif ($mask & IN_IGNORED) { delete $w->{at}{$wd}; delete $w->{path}{$wd} }
        elsif ($mask & IN_ISDIR) { directory_event($w, $wd, $mask, $cookie, $name) }
        elsif ($name ne '') { file_event($w, $wd, $mask, $name) }
    }
    return;
}

sub join_path { my ($dir, $name) = @_; return $dir eq '' ? $name : $name eq '' ? $dir : "$dir/$name" }

sub file_event {
    my ($w, $wd, $mask, $name) = @_;
    my $dir = wd_path($w, $wd);
    return unless defined $dir;
    my $path = join_path($dir, $name);
    my $news = $w->{news};
    if ($mask & IN_MODIFY) { news_dirty($news, $path, 'w') }
    elsif ($mask & IN_CREATE) { news_made($news, $path) }
    elsif ($mask & IN_CLOSE_WRITE) { news_dirty($news, $path, 'c') }
    elsif ($mask & IN_ATTRIB) { news_dirty($news, $path, 't') }
    elsif ($mask & IN_MOVED_TO) { news_dirty($news, $path, 'a') }
    elsif ($mask & (IN_DELETE | IN_MOVED_FROM)) { news_dirty($news, $path, 'g') }
    return;
}

sub directory_event {
    my ($w, $wd, $mask, $cookie, $name) = @_;
    my $dir = wd_path($w, $wd);
    # of itself a directory tells what the one above tells of it; above the root none does
    return if !defined $dir || ($name eq '' && $wd != $w->{root_wd});
    my $path = join_path($dir, $name);
    return if $name ne '' && pruned($w->{tree}, $path, $name) && !($mask & IN_MOVED_FROM);
    if ($mask & IN_MOVED_FROM) {
        $w->{from}{$cookie} = [monotonic() + LEAVING, pack('N', $wd) . $name];
        forget_dirs($w->{tree});
        news_dirty($w->{news}, $path, 'g');
    } elsif ($mask & (IN_CREATE | IN_MOVED_TO)) {
        delete $w->{from}{$cookie} if $mask & IN_MOVED_TO;
        if ($mask & IN_MOVED_TO) {
            forget_dirs($w->{tree});
            # its old name has been told, and the walk below it may take long
            news_dirty($w->{news}, $path, 'a');
        }
        appeared($w, $wd, $name, $path, $mask & IN_MOVED_TO);
    } elsif ($mask & IN_DELETE) {
        news_dirty($w->{news}, $path, 'g');
    } elsif ($mask & IN_ATTRIB) {
        news_dirty($w->{news}, $path, 't');
        look_below($w, $path) if %{ $w->{shut} } && delete $w->{shut}{$path};
    }
    return;
}

# A directory is new at this place: all below it is watched, and then listed.
sub appeared {
    my ($w, $parent, $name, $path, $moved) = @_;
    my $dir = dir_fd($w->{tree}, wd_path($w, $parent));
    my ($fd, $wd, $new) = defined $dir ? watch_in($w, $dir, $name, $parent, $path) : ();
    close_fd($fd);
    if (!defined $fd || !$wd) { news_below($w->{news}, $path); return }
    return if !$new && !$moved;
    add_job($w, $wd, $moved, sub {
        my $now = wd_path($w, $wd);
        news_below($w->{news}, $now) if defined $now;
    });
    return;
}

# Watches what can be watched now, and lists it.
sub look_below {
    my ($w, $path) = @_;
    my $wd;
    if ($path eq '') { $wd = $w->{root_wd} }
    else {
        my ($dir, $name) = parent_of($w->{tree}, $path);
        return unless defined $dir;
        my $up = $path =~ m{\A(.*)/}s ? $1 : '';
        my $fd = open_watched($w->{tree}, $up);
        my $above = $fd < 0 ? -1 : $up eq '' ? $w->{root_wd} : add_watch($w, $fd, WATCHED);
        close_fd($fd);
        my $child;
        ($child, $wd) = watch_in($w, $dir, $name, $above, $path) if $above >= 0;
        close_fd($child);
    }
    if (!$wd) { news_below($w->{news}, $path); return }
    add_job($w, $wd, 1, sub { news_below($w->{news}, $path) });
    return;
}
