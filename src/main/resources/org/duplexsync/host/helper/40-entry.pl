# Entries: what a look says about one path, on the wire and against what was planned.

our (%USER, %GROUP);
sub user_name { my $id = shift; return $USER{$id} ||= scalar(getpwuid $id) || "$id" }
sub group_name { my $id = shift; return $GROUP{$id} ||= scalar(getgrgid $id) || "$id" }

sub kind_of {
    my $format = $_[0][MODE] & S_IFMT;
    return $format == S_IFREG ? 'f' : $format == S_IFDIR ? 'd' : $format == S_IFLNK ? 'l' : 'o';
}

sub put_entry {
    my ($stat, $target) = @_;
    my $kind = kind_of($stat);
    return pack(
        'a n q> q> N q> N Q> N N N n/a*',
        $kind, $stat->[MODE] & 07777, $kind eq 'f' ? $stat->[SIZE] : 0,
        @$stat[MTIME, MNS, CTIME, CNS, INO, NLINK, UID, GID],
        defined $target ? $target : ''
    );
}

# Present with the entry, absent, or unknown with the reason.
sub put_present { return 'P' . put_entry(@_) }
sub put_unknown { return 'U' . put_str($_[0]) }

sub put_seen_at {
    my ($tree, $dir, $name) = @_;
    my $stat = statat($dir, $name);
    return means_absent() ? 'A' : put_unknown("$!") unless $stat;
    return put_unknown('another file system is mounted here') 
        if ($stat->[MODE] & S_IFMT) == S_IFDIR && crossed($tree, $stat);
    my $target;
    if (($stat->[MODE] & S_IFMT) == S_IFLNK) {
        $target = readlink_at($dir, $name);
        return means_absent() ? 'A' : put_unknown("it changed while it was looked at: $!")
            unless defined $target;
    }
    return put_present($stat, $target);
}

# Only where the root is a mount point do our own files lie in it; elsewhere the name is anybody's.
use constant OURS => 'this is where Duplex keeps its own files; give yours another name, or exclude it';
sub is_ours { my ($tree, $path) = @_; return $tree->{in_root} && $path =~ m{\A\.duplex(?:/|\z)} }

sub put_seen {
    my ($tree, $path) = @_;
    return put_unknown(OURS) if is_ours($tree, $path);
    trim_dirs($tree);
    my ($dir, $name) = parent_of($tree, $path);
    return put_seen_at($tree, $dir, $name) if defined $dir;
    return 'A' if means_absent();
    return put_unknown($! == Errno::EXDEV() ? 'another file system is mounted here' : "$!");
}

# What was planned, as a hash; the names of accounts as this server knows them.
sub get_entry {
    my %e;
    @e{qw(kind mode size mtime mns ctime cns ino links)} =
        unpack('a n q> q> N q> N Q> N', take(1 + 2 + 8 + 12 + 12 + 8 + 4));
    $e{owner} = get_str();
    $e{group} = get_str();
    $e{target} = get_str();
    return \%e;
}

# Undef when the stat is as planned, else in words what differs. A directory's times and a link's
# mode say nothing. ctime only where asked: a rename or an exchange moves it.
sub differs {
    my ($tree, $stat, $planned, $with_ctime) = @_;
    my $kind = kind_of($stat);
    return 'another kind' if $kind ne $planned->{kind};
    return 'another file' if $stat->[INO] != $planned->{ino};
    return 'another owner'
        if ($USER{ $stat->[UID] } || user_name($stat->[UID])) ne $planned->{owner}
        || ($GROUP{ $stat->[GID] } || group_name($stat->[GID])) ne $planned->{group};
    return 'another mode' if $kind ne 'l' && ($stat->[MODE] & 07777) != $planned->{mode};
    return undef if $kind eq 'd';
    return 'another size' if $kind eq 'f' && $stat->[SIZE] != $planned->{size};
    return 'another mtime'
        if $stat->[MTIME] != $planned->{mtime} || $stat->[MNS] != $planned->{mns};
    return 'changed since'
        if $with_ctime
        && ($stat->[CTIME] != $planned->{ctime} || $stat->[CNS] != $planned->{cns});
    return undef;
}

sub same_stat {
    my ($x, $y) = @_;
    for my $field (DEV, INO, MODE, SIZE, MTIME, MNS, CTIME, CNS) {
        return 0 if $x->[$field] != $y->[$field];
    }
    return 1;
}

# Account names to numbers; undef where this server does not know them. Asked once for each request,
# for an account may be made or changed while we run.
our (%UID_OF, %GID_OF);
sub forget_accounts { %UID_OF = %GID_OF = (); return }

sub uid_of {
    my ($name) = @_;
    $UID_OF{$name} = number_of($name, scalar getpwnam($name)) unless exists $UID_OF{$name};
    return $UID_OF{$name};
}

sub gid_of {
    my ($name) = @_;
    $GID_OF{$name} = number_of($name, scalar getgrnam($name)) unless exists $GID_OF{$name};
    return $GID_OF{$name};
}

sub number_of {
    my ($name, $id) = @_;
    return defined $id ? $id : $name =~ /\A[0-9]{1,10}\z/ ? $name + 0 : undef;
}

sub op_names {
    my @users = map { get_u32() } 1 .. get_u32();
    my @groups = map { get_u32() } 1 .. get_u32();
    return join('', (map { put_str(user_name($_)) } @users), (map { put_str(group_name($_)) } @groups));
}

sub op_look {
    my ($tree) = @_;
    forget_dirs($tree);
    my $answer = join('', map { put_seen($tree, get_path()) } 1 .. get_u32());
    forget_dirs($tree);
    return $answer;
}
