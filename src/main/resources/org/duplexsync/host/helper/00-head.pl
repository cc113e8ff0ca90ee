# Duplex's helper: one text, joined from parts in the order of their names, sent over an exec
# channel and evaluated by perl on the server. Nothing of it stays there. Modules of Debian's
# perl-base only; perl 5.10 with 64-bit integers or later; Linux on x86-64 and arm64.
#
# $MARK (the frame mark) and %WITHOUT (features to do without, for tests) are set by the line
# that is sent before this text.
use strict;
use warnings;
no warnings 'recursion', 'portable';
use Errno ();
use Fcntl ();
use POSIX ();

our (%TREES, %JOBS, %INPUT, %OPS, %CHILD_OPS);
our $NEXT_TREE = 1;

use constant {
    O_CREAT => 0100, O_EXCL => 0200, O_NOCTTY => 0400, O_NONBLOCK => 04000, O_APPEND => 02000,
    O_WRONLY => 1, O_CLOEXEC => 02000000, O_PATH => 010000000,
    AT_FDCWD => -100, AT_NOFOLLOW => 0x100, AT_REMOVEDIR => 0x200, AT_EMPTY => 0x1000,
    NOREPLACE => 1, EXCHANGE => 2,
    S_IFMT => 0170000, S_IFREG => 0100000, S_IFDIR => 0040000, S_IFLNK => 0120000,
};

# A stat is an array of these.
use constant {
    DEV => 0, INO => 1, NLINK => 2, MODE => 3, UID => 4, GID => 5, SIZE => 6,
    MTIME => 7, MNS => 8, CTIME => 9, CNS => 10,
};

use constant { MAX_FRAME => 16 << 20, BLOCK => 65536, IDLE => 30 };

our $ARCH = (POSIX::uname())[4];
# O_DIRECTORY and O_NOFOLLOW differ between the two machines, and so does struct stat.
our ($O_DIRECTORY, $O_NOFOLLOW, $STAT, %SYS);
if ($ARCH eq 'x86_64') {
    ($O_DIRECTORY, $O_NOFOLLOW) = (0200000, 0400000);
    $STAT = 'Q Q Q L L L x4 x8 q x8 x8 x16 q Q q Q';
    %SYS = (
        openat => 257, mkdirat => 258, unlinkat => 263, newfstatat => 262, renameat => 264,
        renameat2 => 316, linkat => 265, symlinkat => 266, readlinkat => 267, fchmod => 91,
        fchmodat => 268, fchown => 93, fchownat => 260, utimensat => 280, ftruncate => 77,
        fsync => 74, syncfs => 306, fchdir => 81, flock => 73, faccessat => 269, fstatfs => 138,
        getxattr => 191, listxattr => 194, fsetxattr => 190, fremovexattr => 199,
        clock_gettime => 228, clock_getres => 229, prctl => 157, fcntl => 72,
        getdents64 => 217, statx => 332, inotify_init1 => 294, inotify_add_watch => 254, inotify_rm_watch => 255,
    );
} elsif ($ARCH eq 'aarch64') {
    ($O_DIRECTORY, $O_NOFOLLOW) = (040000, 0100000);
    $STAT = 'Q Q @20 L @16 L @24 L L x8 x8 q x8 x8 x16 q Q q Q';
    %SYS = (
        openat => 56, mkdirat => 34, unlinkat => 35, newfstatat => 79, renameat => 38,
        renameat2 => 276, linkat => 37, symlinkat => 36, readlinkat => 78, fchmod => 52,
        fchmodat => 53, fchown => 55, fchownat => 54, utimensat => 88, ftruncate => 46,
        fsync => 82, syncfs => 267, fchdir => 50, flock => 32, faccessat => 48, fstatfs => 44,
        getxattr => 8, listxattr => 11, fsetxattr => 7, fremovexattr => 16,
        clock_gettime => 113, clock_getres => 114, prctl => 167, fcntl => 25,
        getdents64 => 61, statx => 291, inotify_init1 => 26, inotify_add_watch => 27, inotify_rm_watch => 28,
    );
}

# The numbers of system calls are those of the kernel's machine, and a perl of 32 bits makes other
# calls by them.
die "Duplex needs Linux on x86-64 or arm64 there, and a perl of 64 bits; this is $^O on $ARCH with one of "
    . 8 * length(pack 'p', '') . " bits\n"
    if $^O ne 'linux' || !%SYS || length(pack 'p', '') != 8;

our $SHA = !$WITHOUT{sha} && eval { require Digest::SHA; 1 };

our %ERRNO;
for my $name (@Errno::EXPORT_OK) {
    my $number = Errno->can($name);
    $ERRNO{ $number->() } = $name if $number && !exists $ERRNO{ $number->() };
}
sub errno_name { my $n = shift; return $ERRNO{$n} || "E$n" }

# Ends a request with a typed error; the client makes a TreeException of it.
sub refuse { my ($code, $text) = @_; die { code => $code, text => $text } }
