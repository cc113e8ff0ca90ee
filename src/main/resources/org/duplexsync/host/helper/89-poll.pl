# Watching: what comes seldom. Events that were lost, watches that ran out, a root that went, and
# polls where there is no watch.

# The kernel's queue was full: directories may be there that are not watched, and watches on some
# that are elsewhere. All is walked, and only then told, so that what is listed then is watched.
sub events_lost {
    my ($w) = @_;
    $w->{from} = {};
    if ($w->{walking_all}) { $w->{lost_again} = 1; return }
    $w->{walking_all} = 1;
    $w->{seen} = { $w->{root_wd} => 1 };
    add_job($w, $w->{root_wd}, 1, sub {
        forget_unseen($w, delete $w->{seen});
        news_lost($w->{news});
        $w->{walking_all} = 0;
        events_lost($w) if delete $w->{lost_again};
    });
    return;
}

# The first walk is done.
sub walked {
    my ($w) = @_;
    $w->{walking} = 0;
    $w->{told_unwatched} = $w->{unwatched};
    news_limit($w, $w->{unwatched}) if $w->{full};
    tell_watched($w);
    return;
}

# Directories that came later than the last watch.
sub unwatched_now {
    my ($w) = @_;
    return if $w->{told_unwatched} || !$w->{unwatched} || @{ $w->{jobs} };
    $w->{told_unwatched} = $w->{unwatched};
    news_limit($w, $w->{unwatched}) if $w->{full};
    tell_watched($w);
    return;
}

sub tell_watched {
    my ($w) = @_;
    my $watched = keys(%{ $w->{at} }) + 1;
    news_other($w->{news}, 'F' . pack('q> q>', $watched, $w->{unwatched}) . put_str($w->{why}));
    return;
}

sub news_limit {
    my ($w, $more) = @_;
    my $limit = $w->{cap};
    if (!$limit) {
        for my $file ('fs/inotify/max_user_watches', 'user/max_inotify_watches') {
            my $text = first_line("/proc/sys/$file");
            $limit = $text + 0 if $text =~ /\A\d{1,15}\z/ && (!$limit || $text < $limit);
        }
    }
    news_other($w->{news}, 'L' . pack('q> q>', $limit + $more, $limit));
    return;
}

# Directories that were moved from a place and came to none.
sub expire_leaving {
    my ($w) = @_;
    my $now = monotonic();
    for my $cookie (keys %{ $w->{from} }) {
        next if $w->{from}{$cookie}[0] > $now;
        forget_moved($w, delete($w->{from}{$cookie})->[1]);
    }
    return;
}

# Ends the watch if the root is not where it was opened.
sub check_root {
    my ($w, $mask) = @_;
    my $tree = $w->{tree};
    my $stat = statat(AT_FDCWD, $tree->{root_path});
    my $there = $stat && $stat->[INO] == $tree->{stat}[INO] && $stat->[DEV] == $tree->{stat}[DEV];
    return if $w->{ended} || ($there && !($mask && ($mask & IN_UNMOUNT)));
    my $why = $mask && ($mask & IN_UNMOUNT) ? 'was unmounted' : $stat ? 'is another directory than before' : 'is not there any more';
    news_other($w->{news}, 'E' . put_str("the root $tree->{root_path} $why; it was moved, deleted, replaced or unmounted"));
    $w->{ended} = 1;
    $w->{jobs} = [];
    return;
}

sub mounts_changed {
    my ($w) = @_;
    my $tree = $w->{tree};
    my $before = $tree->{mounts};
    check_root($w);
    return if $w->{ended};
    find_mounts($tree);
    my %either = (%$before, %{ $tree->{mounts} });
    for my $path (sort keys %either) {
        look_below($w, $path) if !$before->{$path} != !$tree->{mounts}{$path};
    }
    return;
}

# Polling: a child that asks find what was changed since it last asked. A directory whose own entry
# changed in a directory that changed too may be new or moved here: all below it is listed. In
# another one that changed, names came or went. The file system's own clock counts, with a margin.
sub child_poll {
    my ($tree, $id, $fh) = @_;
    my $shortest = get_i64() / 1e9;
    my $w = { tree => $tree, id => $id, out => $fh, news => new_news(), told => 0 };
    my $since = poll_clock($tree);
    my ($interval, $cost) = (0, poll_once($w, $since));
    while (!$w->{ended}) {
        if (!$w->{told} || $cost > 1.5 * $w->{told} || $cost < $w->{told} / 2) {
            $interval = $cost * 20 > $shortest ? $cost * 20 : $shortest;
            $w->{told} = $cost;
            news_other($w->{news}, 'P' . pack('q> q>', $interval * 1e9, $cost * 1e9));
        }
        # nothing to tell is a sign of life
        my $frames = news_frames($w->{news}, $id);
        send_all($fh, $frames ne '' ? $frames : frame('d', $id, 'S'));
        select(undef, undef, undef, $interval);
        my $next = poll_clock($tree);
        news_lost($w->{news}) if $next < $since;
        $cost = poll_once($w, $since);
        $since = $next unless $w->{incomplete};
        check_root($w);
    }
    send_all($fh, news_frames($w->{news}, $id) . frame('a', $id, ''));
    return;
}

# What the file system would stamp a change with now, less what stamps may lag behind.
sub poll_clock {
    my ($tree) = @_;
    my ($s, $ns) = clock_of(0);
    my $name = "poll-$$";
    my $fd = openat($tree->{temp}, $name, O_CREAT | O_WRONLY | $O_NOFOLLOW, 0600);
    if ($fd >= 0) {
        my $stat = stat_fd($fd);
        ($s, $ns) = @$stat[CTIME, CNS] if $stat;
        close_fd($fd);
        unlink_at($tree->{temp}, $name);
    }
    return $s + $ns / 1e9 - $tree->{tick} / 1e9 - 0.05;
}

# Returns what it cost, in seconds.
sub poll_once {
    my ($w, $since) = @_;
    my ($tree, $news) = @$w{qw(tree news)};
    my $start = monotonic();
    my @newer = ('-newerct', sprintf('@%.9f', $since));
    my @shut = ('-type', 'd', '(', '!', '-readable', '-o', '!', '-executable', '-o', too_deep(''), ')');
    my @find = ('find', '.', '-mindepth', '1', '-xdev', prunes($tree, ''), @shut, @newer,
        '-printf', 'x 0 %P\0', '-prune', '-o', @shut, '-prune', '-o', @newer, '-printf', '%y %T@ %P\0');
    my $root = stat_fd($tree->{root});
    my $root_newer = $root && $root->[MTIME] + $root->[MNS] / 1e9 > $since;
    poll_inside($news, '') if $root_newer;
    my @way = (['', $root_newer]);
    my $below;
    $w->{incomplete} = run_find($tree, $tree->{root}, \@find, 0, sub {
        for my $record (split /\0/, $_[0]) {
            my ($type, $mtime, $path) = $record =~ /\A([a-zA-Z]) (\S+) (.+)\z/s or next;
            next if $type eq 'm' || (defined $below && index($path, $below) == 0);
            my $up = $path =~ m{\A(.*)/}s ? $1 : '';
            pop @way while @way > 1 && $up ne $way[-1][0] && index($up, "$way[-1][0]/") != 0;
            if ($type ne 'd') { news_dirty($news, $path, 'c'); next }
            my $above_newer = $way[-1][0] eq $up && $way[-1][1];
            if ($above_newer) { ($below = "$path/"), news_below($news, $path); next }
            push @way, [$path, $mtime > $since];
            news_dirty($news, $path, 't');
            poll_inside($news, $path);
        }
        send_all($w->{out}, news_frames($news, $w->{id}));
    });
    return monotonic() - $start;
}

sub poll_inside {
    my ($news, $path) = @_;
    return if length $path > MAX_PATH || $news->{lost};
    news_other($news, 'I' . put_str($path));
    return;
}
