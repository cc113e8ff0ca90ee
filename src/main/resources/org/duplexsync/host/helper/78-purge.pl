# Versions whose time has come. Each goes only if it is the very file that was kept, and nobody wrote
# into it since; what is there then is the answer. A run's directory goes with the last of its versions.

sub op_purge {
    my ($tree) = @_;
    check_epoch($tree, get_i64());
    my @all = map { [get_version(), get_entry()] } 1 .. get_u32();
    my ($answer, %runs) = ('');
    for my $each (@all) {
        my ($version, $planned) = @$each;
        my ($dir, $name) = version_place($tree, $version);
        if (!defined $dir) { $answer .= means_absent() ? 'A' : put_unknown("$!"); next }
        my $why = purge_one($dir, $name, $planned);
        $answer .= defined $why ? put_unknown($why) : put_seen_at($tree, $dir, $name);
        close_fd($dir);
        $runs{$1} = 1 if $version =~ m{\A([^/]+)/};
    }
    purge_run($tree, $_) for keys %runs;
    return $answer;
}

# Why it can't go; undef if it went, was gone, or is to stay because it is another one.
sub purge_one {
    my ($dir, $name, $planned) = @_;
    my $stat = statat($dir, $name) or return undef;
    return undef unless is_staged($dir, $name, $planned);
    my $gone = kind_of($stat) eq 'd' ? rmdir_at($dir, $name) : unlink_at($dir, $name);
    return $gone ? undef : "it can't be removed: $!";
}

# Takes a directory in which nothing but the list of what was in it is left.
sub purge_run {
    my ($tree, $run) = @_;
    my $fd = open_dir($tree->{versions}, $run);
    return if $fd < 0;
    my @left = grep { $_ ne 'INDEX' } names_in($fd);
    if (!@left) {
        close_fd(delete $tree->{runs}{$run}) if $tree->{runs} && exists $tree->{runs}{$run};
        unlink_at($fd, 'INDEX');
        rmdir_at($tree->{versions}, $run);
    }
    close_fd($fd);
    return;
}
