# System calls. A name is passed as a fresh string that ends with NUL: perl hands a scalar that was
# ever used as a number over as a number, whatever it looks like ("123" is a fine name).

delete @SYS{ keys %WITHOUT };

sub sys {
    my $number = $SYS{ +shift };
    if (!defined $number) { $! = Errno::ENOSYS(); return -1 }
    # the arguments themselves, not copies: the kernel writes into buffers among them
    return syscall($number, @_);
}

sub openat {
    my ($dir, $name, $flags, $mode) = @_;
    my $n = "$name\0";
    return sys('openat', $dir + 0, $n, ($flags | O_CLOEXEC) + 0, ($mode || 0) + 0);
}

sub open_dir { return openat($_[0], $_[1], O_PATH | $O_DIRECTORY | $O_NOFOLLOW) }

# For reading: never follows, never hangs on a fifo, never takes a terminal.
sub open_read { return openat($_[0], $_[1], $O_NOFOLLOW | O_NONBLOCK | O_NOCTTY) }

sub close_fd { my $keep = $!; POSIX::close($_[0]) if defined $_[0] && $_[0] >= 0; $! = $keep; return }

sub stat_buffer {
    my @s = unpack($STAT, $_[0]);
    return \@s;
}

sub statat {
    my ($dir, $name) = @_;
    my $n = "$name\0";
    my $b = "\0" x 256;
    sys('newfstatat', $dir + 0, $n, $b, AT_NOFOLLOW) == 0 or return undef;
    return stat_buffer($b);
}

sub stat_fd {
    my ($fd) = @_;
    my $n = "\0";
    my $b = "\0" x 256;
    sys('newfstatat', $fd + 0, $n, $b, AT_EMPTY) == 0 or return undef;
    return stat_buffer($b);
}

sub readlink_at {
    my ($dir, $name) = @_;
    my $n = "$name\0";
    my $b = "\0" x 4097;
    my $length = sys('readlinkat', $dir + 0, $n, $b, 4096);
    return $length < 0 ? undef : substr($b, 0, $length);
}

sub mkdir_at { my ($d, $name, $mode) = @_; my $n = "$name\0"; return sys('mkdirat', $d + 0, $n, $mode + 0) == 0 }

sub unlink_at { my ($d, $name) = @_; my $n = "$name\0"; return sys('unlinkat', $d + 0, $n, 0) == 0 }

sub rmdir_at { my ($d, $name) = @_; my $n = "$name\0"; return sys('unlinkat', $d + 0, $n, AT_REMOVEDIR) == 0 }

sub link_at {
    my ($d1, $name1, $d2, $name2) = @_;
    my ($n1, $n2) = ("$name1\0", "$name2\0");
    return sys('linkat', $d1 + 0, $n1, $d2 + 0, $n2, 0) == 0;
}

sub symlink_at {
    my ($target, $d, $name) = @_;
    my ($t, $n) = ("$target\0", "$name\0");
    return sys('symlinkat', $t, $d + 0, $n) == 0;
}

# Plain rename: replaces what is there.
sub rename_over {
    my ($d1, $name1, $d2, $name2) = @_;
    my ($n1, $n2) = ("$name1\0", "$name2\0");
    return sys('renameat', $d1 + 0, $n1, $d2 + 0, $n2) == 0;
}

sub rename_flags {
    my ($d1, $name1, $d2, $name2, $flags) = @_;
    my ($n1, $n2) = ("$name1\0", "$name2\0");
    return sys('renameat2', $d1 + 0, $n1, $d2 + 0, $n2, $flags + 0) == 0;
}

sub no_such_call { return $! == Errno::ENOSYS() || $! == Errno::EINVAL() }

# Rename that fails with EEXIST if the new name exists. Where the file system can't: link and
# unlink for what can be linked; for a directory a look and a rename (rename replaces an empty
# directory only, nothing is lost).
sub rename_new {
    my ($d1, $n1, $d2, $n2) = @_;
    return 1 if rename_flags($d1, $n1, $d2, $n2, NOREPLACE);
    return 0 unless no_such_call();
    my $from = statat($d1, $n1) or return 0;
    if (($from->[MODE] & S_IFMT) == S_IFDIR) {
        if (statat($d2, $n2)) { $! = Errno::EEXIST(); return 0 }
        return rename_over($d1, $n1, $d2, $n2);
    }
    if (link_at($d1, $n1, $d2, $n2)) {
        return 1 if unlink_at($d1, $n1);
        my $why = $! + 0;
        unlink_at($d2, $n2);
        $! = $why;
        return 0;
    }
    # fs.protected_hardlinks refuses links to other accounts' files, where a rename works
    return 0 if $! != Errno::EPERM();
    if (statat($d2, $n2)) { $! = Errno::EEXIST(); return 0 }
    return rename_over($d1, $n1, $d2, $n2);
}

sub exchange {
    my ($d1, $n1, $d2, $n2) = @_;
    return rename_flags($d1, $n1, $d2, $n2, EXCHANGE);
}

sub clock_of {
    my ($clock) = @_;
    my $b = "\0" x 16;
    sys('clock_gettime', $clock + 0, $b) == 0 or return (time, 0);
    return unpack('q q', $b);
}

sub monotonic { my ($s, $ns) = clock_of(1); return $s + $ns / 1e9 }

sub set_mtime_fd {
    my ($fd, $s, $ns) = @_;
    my $times = pack('q q q q', 0, 0x3ffffffe, $s, $ns);
    return sys('utimensat', $fd + 0, 0, $times, 0) == 0;
}

sub set_mtime_at {
    my ($d, $name, $s, $ns) = @_;
    my $n = "$name\0";
    my $times = pack('q q q q', 0, 0x3ffffffe, $s, $ns);
    return sys('utimensat', $d + 0, $n, $times, AT_NOFOLLOW) == 0;
}

# Whether this is the time that was set, or what a coarser file system keeps of it: the last digits
# cut off. One that is out of its range is moved to the nearest that it can hold, without a word.
sub holds_time {
    my ($stat, $s, $ns) = @_;
    return 0 if !$stat || $stat->[MTIME] != $s;
    return !!grep { $ns - $ns % $_ == $stat->[MNS] } 1, 100, 1000, 1000000000;
}

sub cannot_hold { return "this file system can't hold its time (" . POSIX::strftime('%Y-%m-%d', gmtime $_[0]) . ')' }

# An open file as a name, for calls that don't take an O_PATH descriptor. It leads to that very
# inode, whatever happens to the path.
sub proc_fd { return '/proc/self/fd/' . ($_[0] + 0) }

our $XATTR = "\0" x 65536;

sub get_xattr {
    my ($fd, $name) = @_;
    my ($p, $n) = (proc_fd($fd) . "\0", "$name\0");
    my $length = sys('getxattr', $p, $n, $XATTR, 65536);
    return $length < 0 ? undef : substr($XATTR, 0, $length);
}

sub list_xattr {
    my ($fd) = @_;
    my $p = proc_fd($fd) . "\0";
    my $length = sys('listxattr', $p, $XATTR, 65536);
    return $length <= 0 ? () : split(/\0/, substr($XATTR, 0, $length));
}

sub set_xattr {
    my ($fd, $name, $value) = @_;
    my ($n, $v) = ("$name\0", "$value");
    return sys('fsetxattr', $fd + 0, $n, $v, length($value) + 0, 0) == 0;
}

# Reads all of a small file; undef if it is not there.
sub slurp_at {
    my ($dir, $name, $limit) = @_;
    my $fd = open_read($dir, $name);
    return undef if $fd < 0;
    my ($all, $part) = ('', '');
    while (length($all) < $limit) {
        my $room = $limit - length $all;
        my $n = POSIX::read($fd, $part, $room < 1 << 20 ? $room : 1 << 20);
        last unless defined $n && $n > 0;
        $all .= substr($part, 0, $n);
    }
    close_fd($fd);
    return $all;
}

sub write_fd {
    my ($fd, $data) = @_;
    my $at = 0;
    while ($at < length $data) {
        my $n = POSIX::write($fd, $at ? substr($data, $at) : $data, length($data) - $at);
        return 0 unless defined $n;
        $at += $n;
    }
    return 1;
}

# The lines of a program's output (its error messages too), and its exit status.
sub run_program {
    my (@command) = @_;
    my $pid = open(my $out, '-|');
    return ('', 127) unless defined $pid;
    if (!$pid) {
        $ENV{LC_ALL} = 'C';
        open(STDIN, '<', '/dev/null');
        open(STDERR, '>&', \*STDOUT);
        { no warnings; exec { $command[0] } @command; }
        POSIX::_exit(127);
    }
    my $text = '';
    while (length($text) < 65536) {
        my $n = sysread($out, $text, 8192, length $text);
        last unless $n;
    }
    close $out;
    return ($text, $? >> 8);
}
