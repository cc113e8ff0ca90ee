# What is found out about the machine at connect.

sub first_line {
    my ($path) = @_;
    open(my $fh, '<', $path) or return '';
    my $line = <$fh>;
    $line = '' unless defined $line;
    chomp $line;
    return $line;
}

sub program_version {
    my ($pattern, @command) = @_;
    my ($text, $status) = run_program(@command);
    return $status == 0 && $text =~ $pattern ? $1 : '';
}

sub op_facts {
    my @warnings;
    my $find = program_version(qr/\Afind \(GNU findutils\) (\S+)/, 'find', '--version');
    my $rsync = program_version(qr/\Arsync\s+version v?(\S+)/, 'rsync', '--version');
    my $sort = program_version(qr/\Asort \(GNU coreutils\) (\S+)/, 'sort', '--version');
    push @warnings, 'sort of GNU coreutils is missing; install coreutils' if $sort eq '';
    my $sha = 'Digest::SHA';
    if (!$SHA) {
        $sha = 'sha256sum';
        push @warnings, 'neither Digest::SHA nor sha256sum is there; install coreutils'
            if (run_program('sha256sum', '--version'))[1] != 0;
    }
    push @warnings, '/proc is not mounted; modes and attributes can\'t be set safely' unless -e '/proc/self/fd/0';
    my @uname = POSIX::uname();
    my %groups = map { (group_name($_) => 1) } split / /, $);
    my @groups = sort keys %groups;
    my $fd = sys('inotify_init1', O_CLOEXEC);
    my $inotify = $fd >= 0 ? '' : "inotify can't be had: $!";
    close_fd($fd);
    my $watches = first_line('/proc/sys/fs/inotify/max_user_watches');
    return join('',
        put_str(user_name($>)), pack('N', $>), pack('N', scalar @groups), (map { put_str($_) } @groups), put_str($uname[4]), put_str($uname[2]),
        put_str(first_line('/proc/sys/kernel/random/boot_id')), put_str(sprintf('%vd', $^V)),
        put_str($find), put_str($rsync), put_str($sha), put_str($inotify),
        pack('q>', $watches =~ /\A\d{1,15}\z/ ? $watches + 0 : 0),
        pack('q> N', clock_of(0)),
        pack('N', scalar @warnings), map { put_str($_) } @warnings);
}
