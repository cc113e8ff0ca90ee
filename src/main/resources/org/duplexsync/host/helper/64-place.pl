# What a staged file gets from the place it will go to: when it replaces, the old entry's group,
# ACL, xattrs and SELinux context; when it is new, what the directory would have given it. Returns
# in words what can't be kept.

sub get_ask {
    my %ask;
    $ask{name} = get_name();
    $ask{path} = get_path();
    $ask{source} = get_entry();
    $ask{replaces} = get_optional(\&get_entry);
    return \%ask;
}

# The directory that will hold the path, or the nearest above it that exists: what it has to hand
# on, a directory made in it will hand on too.
sub place_dir {
    my ($tree, $path) = @_;
    trim_dirs($tree);
    my $dir = $path;
    while ((my $slash = rindex($dir, '/')) >= 0) {
        $dir = substr($dir, 0, $slash);
        my $fd = dir_fd($tree, $dir);
        return ($fd, $dir) if defined $fd;
        return () unless means_absent();
    }
    return ($tree->{root}, '');
}

# An O_PATH descriptor of what will be replaced, undef if it is not what was planned.
sub old_fd {
    my ($tree, $ask) = @_;
    return undef unless $ask->{replaces};
    my ($dir, $name) = parent_of($tree, $ask->{path});
    return undef unless defined $dir;
    my $fd = openat($dir, $name, O_PATH | $O_NOFOLLOW);
    return undef if $fd < 0;
    my $stat = stat_fd($fd);
    return $fd if $stat && $stat->[INO] == $ask->{replaces}{ino};
    close_fd($fd);
    return undef;
}

sub file_mode {
    my ($tree, $mode) = @_;
    return $mode & ($tree->{ids} ? 07777 : 01777);
}

# Gives the opened staged file or directory its owner, group, ACL, xattrs, mode and mtime.
sub apply_place {
    my ($tree, $ask, $fd) = @_;
    my $mine = stat_fd($fd);
    my @lost;
    my ($dir) = place_dir($tree, $ask->{path});
    my $old = old_fd($tree, $ask);
    my $above = defined $dir ? stat_fd($dir) : undef;
    my $before = defined $old ? stat_fd($old) : undef;
    sys('fchmod', $fd + 0, 0700);
    apply_owner($tree, $ask, $mine, $above, $before, sub { sys('fchown', $fd + 0, $_[0], $_[1]) == 0 }, \@lost);
    if ($before && kind_of($before) eq kind_of($mine)) { copy_xattrs($old, $fd, \@lost) }
    elsif (defined $dir) { inherit_acl($dir, $fd, $ask, kind_of($mine), \@lost) }
    apply_context(defined $old ? $old : $dir, $fd, \@lost);
    close_fd($old);
    my $mode = file_mode($tree, $ask->{source}{mode});
    $mode |= 02000 if kind_of($mine) eq 'd' && $above && ($above->[MODE] & 02000);
    sys('fchmod', $fd + 0, $mode) == 0 or die "the mode can't be set: $!\n";
    set_mtime_fd($fd, $ask->{source}{mtime}, $ask->{source}{mns}) or die "the mtime can't be set: $!\n";
    holds_time(stat_fd($fd), $ask->{source}{mtime}, $ask->{source}{mns}) or die cannot_hold($ask->{source}{mtime}) . "\n";
    return @lost;
}

sub apply_owner {
    my ($tree, $ask, $mine, $above, $before, $chown, $lost) = @_;
    my $uid = $before ? $before->[UID] : $mine->[UID];
    my $gid = $before ? $before->[GID] : $above && ($above->[MODE] & 02000) ? $above->[GID] : $) + 0;
    if ($tree->{owners}) {
        my ($u, $g) = (uid_of($ask->{source}{owner}), gid_of($ask->{source}{group}));
        push @$lost, "the owner $ask->{source}{owner} is not known here" unless defined $u;
        push @$lost, "the group $ask->{source}{group} is not known here" unless defined $g;
        $uid = $u if defined $u;
        $gid = $g if defined $g;
    }
    my $any = 0xffffffff;
    if ($gid != $mine->[GID] && !$chown->($any, $gid + 0)) {
        push @$lost, 'the group ' . group_name($gid) . ': ' . user_name($>) . ' is not in it';
    }
    if ($uid != $mine->[UID] && !$chown->($uid + 0, $any)) {
        push @$lost, 'the owner ' . user_name($uid) . ': it will be ' . user_name($mine->[UID]);
    }
    return;
}

sub copy_xattrs {
    my ($old, $fd, $lost) = @_;
    for my $name (list_xattr($old)) {
        if ($name eq 'security.capability') { push @$lost, 'the file capabilities'; next }
        next unless $name =~ /\Auser\./ || $name eq 'system.posix_acl_access' || $name eq 'system.posix_acl_default';
        my $value = get_xattr($old, $name);
        next if defined $value && set_xattr($fd, $name, $value);
        push @$lost, $name =~ /acl/ ? "the access list: $!" : "the attribute $name: $!";
    }
    return;
}

# As the kernel does when a file is created where there is a default ACL: the mode limits the
# owner's, the mask's (or the group's) and the others' rights. Layout: linux/posix_acl_xattr.h.
sub inherit_acl {
    my ($dir, $fd, $ask, $kind, $lost) = @_;
    my $default = get_xattr($dir, 'system.posix_acl_default');
    return unless defined $default && length $default >= 4;
    my $mode = $ask->{source}{mode};
    my @entries = map { [unpack 'v v V', $_] } unpack '(a8)*', substr($default, 4);
    my $has_mask = grep { $_->[0] == 0x10 } @entries;
    for my $entry (@entries) {
        $entry->[1] &= ($mode >> 6) & 7 if $entry->[0] == 0x01;
        $entry->[1] &= ($mode >> 3) & 7 if $entry->[0] == ($has_mask ? 0x10 : 0x04);
        $entry->[1] &= $mode & 7 if $entry->[0] == 0x20;
    }
    my $acl = substr($default, 0, 4) . join('', map { pack 'v v V', @$_ } @entries);
    my $done = !$has_mask || set_xattr($fd, 'system.posix_acl_access', $acl);
    $done &&= set_xattr($fd, 'system.posix_acl_default', $default) if $kind eq 'd';
    push @$lost, "the directory's default access list: $!" unless $done;
    return;
}

our $SELINUX;    # whether it is in force: that takes a boot to change

sub apply_context {
    my ($from, $fd, $lost) = @_;
    $SELINUX = -e '/sys/fs/selinux/enforce' ? 1 : 0 unless defined $SELINUX;
    return unless $SELINUX && defined $from;
    my ($wanted, $has) = map { get_xattr($_, 'security.selinux') } $from, $fd;
    return if !defined $wanted || (defined $has && $has eq $wanted);
    push @$lost, "the SELinux context: $!" unless set_xattr($fd, 'security.selinux', $wanted);
    return;
}
