# Lease, witness, clean-up: the files in the pair's own directory.

# Written beside and renamed, made durable: it is the old or the new one.
sub replace_file {
    my ($dir, $name, $content) = @_;
    my $new = "$name.new";
    unlink_at($dir, $new);
    my $fd = openat($dir, $new, O_CREAT | O_EXCL | O_WRONLY | $O_NOFOLLOW, 0600);
    my $done = $fd >= 0 && write_fd($fd, $content) && sys('fsync', $fd + 0) == 0;
    my $why = "$!";
    close_fd($fd);
    $done &&= rename_over($dir, $new, $dir, $name);
    if (!$done) {
        unlink_at($dir, $new);
        $done = overwrite($dir, $name, $content);
    }
    refuse('TEMP_DIR_DENIED', "$name can't be written in the pair's own directory: " . ($done ? "$!" : $why)) unless $done;
    sys('fsync', $dir + 0);
    return;
}

# On a full disk: these files are shorter than a sector, and one that stands has its block already.
sub overwrite {
    my ($dir, $name, $content) = @_;
    my $fd = openat($dir, $name, O_WRONLY | $O_NOFOLLOW);
    return 0 if $fd < 0;
    my $done = write_fd($fd, $content) && sys('ftruncate', $fd + 0, length($content) + 0) == 0
        && sys('fsync', $fd + 0) == 0;
    close_fd($fd);
    return $done;
}

sub read_lease {
    my ($tree) = @_;
    my $text = slurp_at($tree->{own}, 'lease', 4096);
    return (0, '') unless defined $text && $text =~ /\A(\d{1,18})\n([^\n]*)\n\z/;
    return ($1 + 0, $2);
}

sub op_lease {
    my ($tree) = @_;
    my $owner = get_str();
    $owner =~ s/\n/ /g;
    if (sys('flock', $tree->{root} + 0, 2 | 4) != 0) {
        my $why = "$!";
        my (undef, $holder) = read_lease($tree);
        $holder = 'somebody' if $holder eq '';
        refuse('LEASE_HELD', "$tree->{root_path} is in use by $holder; end that first (a lost connection ends by"
                . ' itself within 30 seconds)') if $! == Errno::EAGAIN();
        refuse('ROOT_DENIED', "$tree->{root_path} can't be locked: $why");
    }
    my ($epoch, $before) = read_lease($tree);
    $tree->{epoch} = $epoch + 1;
    replace_file($tree->{own}, 'lease', "$tree->{epoch}\n$owner\n");
    return pack('q>', $tree->{epoch}) . put_str($before);
}

sub check_epoch {
    my ($tree, $epoch) = @_;
    my ($now) = read_lease($tree);
    return if $tree->{epoch} && $tree->{epoch} == $epoch && $now == $epoch;
    refuse('EPOCH_STALE', "the lease on $tree->{root_path} has ended or was taken over (epoch $epoch, now $now);"
            . ' start again');
}

sub op_witness {
    my ($tree) = @_;
    my $text = slurp_at($tree->{own}, 'witness', 4096);
    return "\0" unless defined $text && $text =~ /\A(\S{1,200}) (\d{1,18})\n\z/;
    return "\1" . put_str($1) . pack('q>', $2 + 0);
}

sub write_to_disk {
    my ($tree) = @_;
    refuse('ROOT_DENIED', "$tree->{root_path} can't be synced: $!") if sys('syncfs', $tree->{root} + 0) != 0;
    return;
}

# In children: a busy disk takes its time. An error is told once, to whoever asks first: it must be said.
sub child_flush {
    my ($tree, $id, $fh) = @_;
    write_to_disk($tree);
    send_answer($fh, $id, '');
    return;
}

# Another one may have got ahead of it meanwhile, and another engine may have taken over: what a witness
# has said of a store stands.
sub child_sync {
    my ($tree, $id, $fh) = @_;
    my $epoch = get_i64();
    check_epoch($tree, $epoch);
    my $store = get_str();
    my $generation = get_i64();
    die "not a store id\n" unless $store =~ /\A\S{1,200}\z/;
    write_to_disk($tree);
    my $lock = openat($tree->{own}, '.', $O_DIRECTORY | $O_NOFOLLOW);
    refuse('TEMP_DIR_DENIED', "the pair's own directory can't be locked: $!")
        if $lock < 0 || sys('flock', $lock + 0, 2) != 0;
    check_epoch($tree, $epoch);
    my $before = slurp_at($tree->{own}, 'witness', 4096);
    my $ahead = defined $before && $before =~ /\A(\S{1,200}) (\d{1,18})\n\z/ && $1 eq $store && $2 > $generation;
    replace_file($tree->{own}, 'witness', "$store $generation\n") unless $ahead;
    close_fd($lock);
    send_answer($fh, $id, '');
    return;
}

# Staged things that never stood in the tree. Of one whose staging ended only that very file goes:
# what an exchange brought out under its name is somebody's content.
sub op_discard {
    my ($tree) = @_;
    check_epoch($tree, get_i64());
    my @all = map { [get_name(), get_optional(\&get_entry)] } 1 .. get_u32();
    my $gone = 0;
    for my $each (@all) {
        my ($name, $staged) = @$each;
        next unless statat($tree->{temp}, $name);
        next if $staged && !is_staged($tree->{temp}, $name, $staged);
        $gone++ if unlink_at($tree->{temp}, $name) || rmdir_at($tree->{temp}, $name);
    }
    return pack('N', $gone);
}

sub op_keep {
    my ($tree) = @_;
    my $answer = '';
    for (1 .. get_u32()) {
        my ($dir, $name) = version_place($tree, get_version());
        $answer .= defined $dir ? put_seen_at($tree, $dir, $name) : means_absent() ? 'A' : put_unknown("$!");
        close_fd($dir);
    }
    return $answer;
}
