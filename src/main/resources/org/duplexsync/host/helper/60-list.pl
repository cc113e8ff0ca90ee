# Listings: find, sorted by sort, started in the opened directory; its bytes go on as they are. What
# differs from a kept listing comes as find finds it.
# A record is TYPE MODE SIZE MTIME CTIME INODE LINKS DEVICE UID GID PATH and a NUL. Type x is a
# directory that can't be read, X one so deep that what is in it may have a path longer than MAX_PATH,
# mf or md what is mounted there. After a link comes its target as a record
# "t TARGET", or "e REASON"; a link that is gone by then is left out.

use constant { MAX_PATH => 4095, MAX_NAME => 255 };
use constant TOO_DEEP => 'too deep: what is in it has too long a path to be named; move it up, or exclude it';
use constant DEEP => MAX_PATH - MAX_NAME - 1;
use constant FIELDS => ' %m %s %T@ %C@ %i %n %D %U %G %P\0';

sub glob_quote { my $text = shift; $text =~ s/([\\*?\[\]])/\\$1/g; return $text }

# What find must not enter; $below is the directory that the listing starts in.
sub prunes {
    my ($tree, $below) = @_;
    my $prefix = $below eq '' ? '' : "$below/";
    my (@prune, @mount);
    for my $path (@{ $tree->{prune_paths} }, $tree->{in_root} ? '.duplex' : ()) {
        next unless substr($path, 0, length $prefix) eq $prefix;
        push @prune, '-o', '-path', './' . glob_quote(substr($path, length $prefix));
    }
    push @prune, '-o', '-name', glob_quote($_) for @{ $tree->{prune_names} };
    for my $path (sort keys %{ $tree->{mounts} }) {
        next unless substr($path, 0, length $prefix) eq $prefix;
        push @mount, '-o', '-path', './' . glob_quote(substr($path, length $prefix));
    }
    shift @prune;
    shift @mount;
    my @all;
    push @all, '-type', 'd', '(', @prune, ')', '-prune', '-o' if @prune;
    push @all, '(', @mount, ')', '-printf', 'm%y' . FIELDS, '-prune', '-o' if @mount;
    return @all;
}

# Directories whose path is longer than DEEP, for a listing that starts in $below.
sub too_deep {
    my ($below) = @_;
    my $room = DEEP - ($below eq '' ? 0 : 1 + length $below);
    return ('-type', 'd', '-path', './' . '?' x ($room < 0 ? 1 : $room + 1) . '*');
}

sub find_all {
    my ($tree, $below, $depth, @only) = @_;
    return (
        'find', '.', '-mindepth', '1', ($depth ? ('-maxdepth', $depth) : ()), '-xdev', prunes($tree, $below),
        too_deep($below), '-printf', 'X' . FIELDS, '-prune', '-o',
        '-type', 'd', '(', '!', '-readable', '-o', '!', '-executable', ')',
        '-printf', 'x' . FIELDS, '-prune', '-o', @only, '-printf', '%y' . FIELDS
    );
}

sub die_with_parent {
    sys('prctl', 1, 9, 0, 0, 0);
    POSIX::_exit(1) if getppid() == 1;
    return;
}

# Starts a program in an opened directory.
sub spawn_in {
    my ($dir, $in, $out, $err, @command) = @_;
    my $pid = fork();
    die "can't start $command[0]: $!\n" unless defined $pid;
    return $pid if $pid;
    die_with_parent();
    $ENV{LC_ALL} = 'C';
    POSIX::dup2(fileno $in, 0);
    POSIX::dup2(fileno $out, 1);
    POSIX::dup2(fileno $err, 2);
    POSIX::_exit(126) if sys('fchdir', $dir + 0) != 0;
    { no warnings; exec { $command[0] } @command; }
    POSIX::_exit(127);
}

sub big_pipe {
    pipe(my $r, my $w) or die "no pipe: $!\n";
    sys('fcntl', fileno($w) + 0, 1031, 1 << 20);
    return ($r, $w);
}

# Undef if these messages of find say no more than that entries vanished.
sub complaint {
    my ($text) = @_;
    for my $line (split /\n/, $text) {
        next if $line =~ m{\Afind: .+/.+: No such file or directory\z};
        return $line;
    }
    return undef;
}

# Runs find in a directory, gives whole records to $sink, and returns why the listing is incomplete,
# undef if it is complete. It is sorted if that is asked for, and what find gives goes to a file too
# if one is given; that this failed, a disk may be full, is told in $keep->{good} only. All that find
# gives passes through here: of a program between it and sort nobody could tell whether it passed on
# all that it was given.
sub run_find {
    my ($tree, $dir, $find, $sort, $sink, $keep) = @_;
    my $sorting = $sort ? start_sort($tree, $dir) : undef;
    my $take = $sorting ? sub { sort_block($sorting, $_[0]) } : $sink;
    my $all = $keep ? sub { $keep->{good} &&= write_fd($keep->{fd}, $_[0]); $take->($_[0]) } : $take;
    open(my $null, '+<', '/dev/null') or die "no /dev/null: $!\n";
    my $found = start_in($dir, $null, @$find);
    my ($messages, $status) = pump_records($found, $all);
    my $unsorted = $sorting ? end_sort($sorting, $sink) : undef;
    my $why = complaint($messages);
    return $why if defined $why;
    return "find ended with status $status" if $status != 0 && !($status == 256 && $messages ne '');
    return $unsorted;
}

# Starts a program in an opened directory; what it gives and what it says can be read.
sub start_in {
    my ($dir, $in, @command) = @_;
    my ($out, $out_w) = big_pipe();
    my ($err, $err_w) = big_pipe();
    return { out => $out, err => $err, pid => spawn_in($dir, $in, $out_w, $err_w, @command) };
}

# Sort gives nothing before it has all, so that it is fed first and read then.
sub start_sort {
    my ($tree, $dir) = @_;
    my ($feed, $feed_w) = big_pipe();
    my $program = start_in($dir, $feed, 'sort', '-z', '-s', '-t', ' ', '-k11', '-T', $tree->{temp_path});
    return { %$program, feed => $feed_w };
}

sub sort_block {
    my ($sorting, $block) = @_;
    return if $sorting->{broken};
    local $SIG{PIPE} = 'IGNORE';
    $sorting->{broken} = !write_fd(fileno $sorting->{feed}, $block);
    return;
}

sub end_sort {
    my ($sorting, $sink) = @_;
    close delete $sorting->{feed};
    my ($messages, $status) = pump_records($sorting, $sink);
    return $1 if $messages =~ /(.+)/;
    return $sorting->{broken} || $status != 0 ? "sort failed with status $status" : undef;
}

# Find writes 4 KiB at a time. To be woken for each costs more than all else here, so once a listing
# proves to be a long one the pipe is let fill for a moment.
use constant { LONG => 1 << 20, FILLING => 0.004 };

# Reads a program to its end: gives whole records to $sink, and returns its messages and its status.
sub pump_records {
    my ($program, $sink) = @_;
    my ($out, $err) = @$program{qw(out err)};
    my ($messages, $rest, %open) = ('', '', (fileno($out) => $out, fileno($err) => $err));
    my $long = 0;
    while (%open) {
        my $ready = '';
        vec($ready, $_, 1) = 1 for keys %open;
        select($ready, undef, undef, undef) > 0 or next;
        if ($open{ fileno $err } && vec($ready, fileno $err, 1)) {
            my $n = sysread($err, $messages, BLOCK, length $messages);
            delete $open{ fileno $err } unless $n;
            $messages = most_telling($messages) if length $messages > BLOCK;
        }
        next unless $open{ fileno $out } && vec($ready, fileno $out, 1);
        my $n = sysread($out, $rest, BLOCK, length $rest);
        if (!$n) { delete $open{ fileno $out }; next }
        $long += $n;
        my $cut = rindex($rest, "\0") + 1;
        next unless $cut;
        $sink->(substr($rest, 0, $cut));
        $rest = substr($rest, $cut);
        select(undef, undef, undef, FILLING) if $n < BLOCK && $long > LONG;
    }
    $messages .= "\na record was cut\n" if $rest ne '';
    waitpid($program->{pid}, 0);
    return ($messages, $?);
}

# Of many messages a part: one that is a complaint if there is one, and the last, which may go on.
sub most_telling {
    my ($messages) = @_;
    my ($whole, $last) = $messages =~ /\A(.*\n)?(.*)\z/s;
    my $why = complaint(defined $whole ? $whole : '');
    return (defined $why ? $why : substr($whole || '', 0, index($whole || '', "\n"))) . "\n" . substr($last, 0, BLOCK / 2);
}

# Adds the targets of the links in a block of records. One that is gone is left out and noted: a kept
# listing must not name what was not told.
sub with_targets {
    my ($tree, $below, $block) = @_;
    my $first = substr($block, 0, 1);
    return $block
        unless $first eq 'l' || index($block, "\0l ") >= 0 || $first eq '+' || $first eq '*' || $first eq '-';
    my $out = '';
    for my $record (split /\0/, $block) {
        if ($record !~ /\A[+*]?l /) { $out .= "$record\0"; next }
        my ($path) = $record =~ /\A(?:\S+ ){10}(.*)\z/s;
        trim_dirs($tree);
        my ($dir, $name) = parent_of($tree, "$below$path");
        my $target = defined $dir ? readlink_at($dir, $name) : undef;
        if (defined $target) { $out .= "$record\0t $target\0" }
        elsif (!means_absent()) { $out .= "$record\0e $!\0" }
        else { $tree->{vanished} = 1 }
    }
    return $out;
}

# In a child: whole root, below one path, touched since a time, right in one directory, or what differs
# from a kept listing.
sub child_list {
    my ($tree, $id, $fh) = @_;
    my $scope = get_u8();
    my ($below, @since) =
        $scope == 1 || $scope == 3 ? get_path() : $scope == 2 ? ('', get_i64(), get_u32()) : '';
    my $depth = $scope == 3 ? 1 : 0;
    my @started = clock_of(0);
    my ($dir, $prefix, $count) = ($tree->{root}, '', 0);
    my $sink = sub {
        my $block = with_targets($tree, $prefix, $_[0]);
        return if $block eq '';
        $count += ($block =~ tr/\0//);
        while (length $block > 2 * BLOCK) {
            my $cut = rindex($block, "\0", 2 * BLOCK) + 1;
            send_all($fh, frame('d', $id, substr($block, 0, $cut, '')));
        }
        send_all($fh, frame('d', $id, $block));
    };
    my ($why, $kept);
    if ($scope == 4) {
        ($why, $kept) = list_kept($tree, $sink);
    } elsif ($below ne '') {
        $prefix = "$below/";
        my $seen = put_seen($tree, $below);
        my ($fd, $closed) = substr($seen, 0, 2) eq 'Pd' ? open_below($tree, $below) : ();
        send_all($fh, frame('d', $id, $seen . put_str(defined $closed ? $closed : '')));
        my $few = defined $fd && !$depth ? list_few($tree, $fd, $below) : undef;
        if (defined $few) { $sink->($few) }
        elsif (defined $fd) { $why = run_find($tree, $fd, [find_all($tree, $below, $depth)], 1, $sink) }
    } else {
        my @only = $scope == 2 ? touched($tree, @since) : ();
        $why = run_find($tree, $dir, [find_all($tree, '', $depth, @only)], 1, $sink);
    }
    send_all($fh, frame('a', $id, pack('q> q> N', $count, @started) . put_str(defined $why ? $why : '')
                . (defined $kept ? pack('C', $kept) : '')));
    return;
}

# The whole root, kept for the next time if it is asked for, and compared with what was kept.
sub list_kept {
    my ($tree, $sink) = @_;
    my ($known, $keep_as) = (get_optional(\&get_name), get_optional(\&get_name));
    my $with = defined $known ? differences($tree, $known, $sink) : undef;
    my $keep = defined $keep_as ? new_listing($tree, $keep_as) : undef;
    my $take = $with ? sub { compare_block($with, $_[0]) } : $sink;
    my $why;
    my $done = eval {
        $why = run_find($tree, $tree->{root}, [find_all($tree, '', 0)], !$with, $take, $keep);
        $why = end_differences($with, $keep) if $with && !defined $why;
        1;
    };
    my $error = $@;
    my $kept = $keep ? keep_listing($tree, $keep, $done && !defined $why && !$tree->{vanished}) : 0;
    die $error unless $done;
    return ($why, $kept);
}

# A directory to start find in; else undef and why not.
sub open_below {
    my ($tree, $path) = @_;
    return (undef, TOO_DEEP) if length $path > DEEP;
    my ($dir, $name) = parent_of($tree, $path);
    return (undef, "$!") unless defined $dir;
    my $fd = openat($dir, $name, $O_DIRECTORY | $O_NOFOLLOW);
    return $fd < 0 ? (undef, "$!") : $fd;
}

# The test for "touched since": newer ctime, or below a directory that is newer (it may have been
# moved here, and what is in it keeps its times). The root itself was not moved. With very many
# such directories everything is listed: more than asked is no error here.
sub touched {
    my ($tree, $s, $ns) = @_;
    my $since = sprintf('@%d.%09d', $s, $ns);
    my @dirs;
    my @find = (
        'find', '.', '-mindepth', '1', '-xdev', prunes($tree, ''),
        '-type', 'd', '-newerct', $since, '-printf', '%P\0'
    );
    my $why =
        run_find($tree, $tree->{root}, \@find, 0, sub { push @dirs, split(/\0/, $_[0]) if @dirs <= 5000 });
    return () if defined $why;
    my (%above, @top);
    for my $dir (sort @dirs) {
        my $up = $dir;
        my $covered = 0;
        while ((my $slash = rindex($up, '/')) > 0) {
            $up = substr($up, 0, $slash);
            $covered = 1, last if $above{$up};
        }
        next if $covered;
        $above{$dir} = 1;
        push @top, $dir;
    }
    return () if @top > 100;
    return ('(', '-newerct', $since, (map { ('-o', '-path', './' . glob_quote($_) . '/*') } @top), ')');
}
