# For steps whose outcome was never heard: what became of each. Every answer may be asked for again.

# In a child: contents may have to be read.
sub child_settle {
    my ($tree, $id, $fh) = @_;
    check_epoch($tree, get_i64());
    my @steps = map { get_step() } 1 .. get_u32();
    forget_dirs($tree);
    my %follows = map { ($_->{stage} => 1) } grep { $_->{what} eq 'P' } @steps;
    my $answer = '';
    for my $step (@steps) {
        my @place = parent_of($tree, $step->{path});
        $answer .= settle_step($tree, $step, \%follows, @place);
        forget_dirs($tree);
    }
    send_answer($fh, $id, $answer);
    return;
}

sub settle_step {
    my ($tree, $step, $follows, $dir, $name) = @_;
    my $what = $step->{what};
    if (!defined $dir) {
        my $seen = put_seen($tree, $step->{path});
        return settle_gone($tree, $step, $seen, $follows);
    }
    return settle_put($tree, $step, $dir, $name) if $what eq 'P';
    return settle_remove($tree, $step, $dir, $name) if $what eq 'R';
    return settle_move($tree, $step, $dir, $name) if $what eq 'M';
    return settle_swap($tree, $step, $dir, $name) if $what eq 'S';
    return settle_park($tree, $step, $follows, $dir, $name) if $what eq 'k';
    my $stat = statat($dir, $name);
    my $seen = put_seen_at($tree, $dir, $name);
    return $stat ? drifted($seen, 0) : done() if $what eq 'r';
    return $stat && kind_of($stat) eq 'd' ? done(entry_at($dir, $name)) : drifted($seen, 0) if $what eq 'K';
    return settle_metadata($tree, $step, $stat, $dir, $name);
}

# The directory that held the path is gone.
sub settle_gone {
    my ($tree, $step, $seen, $follows) = @_;
    return done() if $step->{what} eq 'r' && $seen eq 'A';
    if ($step->{what} eq 'M') {
        my ($to_dir, $to) = parent_of($tree, $step->{to});
        return done(entry_at($to_dir, $to)) if defined $to_dir && as_planned($tree, $to_dir, $to, $step->{expected}, 0);
    }
    if ($step->{what} eq 'R') {
        my ($kept_dir, $kept) = version_dir($tree, $step->{version});
        return done(undef, entry_at($kept_dir, $kept))
            if defined $kept_dir && as_planned($tree, $kept_dir, $kept, $step->{expected}, 0);
    }
    return settle_park($tree, $step, $follows) if $step->{what} eq 'k';
    return done(undef, version_entry($tree, $step))
        if $step->{what} eq 'P' && !statat(stage_dir($tree, $step->{stage}), $step->{stage}) && was_put($tree, $step);
    return drifted($seen, $step->{what} eq 'P' ? drop_staged($tree, $step) : undef);
}

sub has_inode {
    my ($dir, $name, $planned) = @_;
    my $stat = defined $dir ? statat($dir, $name) : undef;
    return $stat && $stat->[INO] == $planned->{ino} && kind_of($stat) eq $planned->{kind};
}

# Throws the staged file away; anything else that lies there is kept. Returns where it is then.
sub drop_staged {
    my ($tree, $step) = @_;
    my ($temp, $stage) = (stage_dir($tree, $step->{stage}), $step->{stage});
    return undef unless statat($temp, $stage);
    if ($temp == $tree->{parked} || !is_staged($temp, $stage, $step->{staged})) {
        return undef if $step->{expected} && $step->{expected}{kind} eq 'd' && rmdir_at($temp, $stage);
        return rescue($tree, $temp, $stage, $step->{version});
    }
    $step->{staged}{kind} eq 'd' ? rmdir_at($temp, $stage) : unlink_at($temp, $stage);
    return undef;
}

sub settle_put {
    my ($tree, $step, $dir, $name) = @_;
    my $temp = stage_dir($tree, $step->{stage});
    my $out = statat($temp, $step->{stage});
    return settle_not_put($tree, $step, $temp, $out, $dir, $name) unless has_inode($dir, $name, $step->{staged});
    return settle_torn($tree, $step, $temp, $out, $dir, $name) if is_torn($step, $dir, $name);
    if ($out && $out->[INO] == $step->{staged}{ino}) {
        # linked, and not yet unlinked
        unlink_at($temp, $step->{stage}) if kind_of($out) ne 'd';
        undef $out;
    }
    my $after = entry_at($dir, $name);
    return done($after, version_entry($tree, $step)) unless $out;
    return keep_old($tree, $step, $temp, $dir, $name)
        if $step->{expected} && as_planned($tree, $temp, $step->{stage}, $step->{expected}, 0);
    my $outcome = swap_back($tree, $step, $temp, $dir, $name, undef);
    drop_staged($tree, $step);
    return $outcome;
}

# Something else is there, or nothing.
sub settle_not_put {
    my ($tree, $step, $temp, $out, $dir, $name) = @_;
    return done(entry_at($dir, $name), version_entry($tree, $step)) if !$out && was_put($tree, $step);
    my $free = !statat($dir, $name) && means_absent();
    # the second half of a move through the temp dir: the only place that content has now
    return put_new($tree, $step, $temp, $dir, $name) if $out && $free && $temp == $tree->{parked};
    if ($free && $step->{expected} && has_inode($temp, $step->{stage}, $step->{staged})) {
        # without exchange the old goes a moment before the new comes
        return put_new($tree, $step, $temp, $dir, $name)
            if $step->{expected}{kind} eq 'd' && !$tree->{exchange} && is_staged($temp, $step->{stage}, $step->{staged});
        put_back($tree, $step, $dir, $name);
    }
    drop_link($tree, $step, $dir, $name);
    my $kept = drop_staged($tree, $step);
    return drifted(put_seen_at($tree, $dir, $name), $kept);
}

# What it replaced is a version by now: the new was there, and was deleted or replaced since. (Without
# exchange the version is made first.)
sub was_put {
    my ($tree, $step) = @_;
    return 0 unless $tree->{exchange} && defined $step->{version} && $step->{expected} && $step->{expected}{kind} ne 'd';
    my ($kept_dir, $kept) = version_dir($tree, $step->{version});
    return defined $kept_dir && as_planned($tree, $kept_dir, $kept, $step->{expected}, 0);
}

# The old entry, from its version to its free name.
sub put_back {
    my ($tree, $step, $dir, $name) = @_;
    return 0 unless defined $step->{version} && $step->{expected}{kind} ne 'd';
    my ($kept_dir, $kept) = version_dir($tree, $step->{version});
    return 0 unless defined $kept_dir && as_planned($tree, $kept_dir, $kept, $step->{expected}, 0);
    return rename_new($kept_dir, $kept, $dir, $name);
}

# After a loss of power a name may be on the disk and its content not. What was emptied, or has
# another content though nobody wrote since; a file that was written since is another matter.
sub is_torn {
    my ($step, $dir, $name) = @_;
    my $staged = $step->{staged};
    return 0 if $staged->{kind} ne 'f' || !defined $step->{hash};
    my $stat = statat($dir, $name) or return 0;
    return 1 if $stat->[SIZE] == 0 && $staged->{size} > 0;
    return 0 if $stat->[MTIME] != $staged->{mtime} || $stat->[MNS] != $staged->{mns};
    return 1 if $stat->[SIZE] != $staged->{size};
    my $fd = open_read($dir, $name);
    return 0 if $fd < 0;
    my ($hash) = hash_fds($fd);
    close_fd($fd);
    return defined $hash && $hash ne $step->{hash};
}

# The old goes back to its name; what is left of the new is kept if there is anything left.
sub settle_torn {
    my ($tree, $step, $temp, $out, $dir, $name) = @_;
    my ($from, $old) = ($temp, $step->{stage});
    if (!$out) {
        ($from, $old) = defined $step->{version} ? version_dir($tree, $step->{version}) : ();
        undef $from unless defined $from && $step->{expected} && as_planned($tree, $from, $old, $step->{expected}, 0);
    }
    if (!defined $from || !exchange($from, $old, $dir, $name)) {
        return step_failed('it lost its content in a loss of power and can\'t be taken out')
            if $out || !rename_new($dir, $name, $temp, $step->{stage});
        put_back($tree, $step, $dir, $name) if $step->{expected};
        mkdir_at($dir, $name, $step->{expected}{mode} & 0777) if $step->{expected} && $step->{expected}{kind} eq 'd';
        ($from, $old) = ($temp, $step->{stage});
    }
    my $left = statat($from, $old);
    my $kept;
    if ($left && kind_of($left) eq 'f' && $left->[SIZE] == 0) { unlink_at($from, $old) }
    elsif ($left) { $kept = $from == $temp ? rescue($tree, $temp, $old, undef) : $step->{version} }
    return drifted(put_seen_at($tree, $dir, $name), $kept);
}

sub version_entry {
    my ($tree, $step) = @_;
    return undef unless defined $step->{version};
    my ($dir, $name) = version_dir($tree, $step->{version});
    return defined $dir ? entry_at($dir, $name) : undef;
}

# Where there is no exchange the version may have been linked before the rename that never came.
sub drop_link {
    my ($tree, $step, $dir, $name) = @_;
    return unless defined $step->{version} && $step->{expected} && has_inode($dir, $name, $step->{expected});
    my ($kept_dir, $kept) = version_dir($tree, $step->{version});
    unlink_at($kept_dir, $kept) if defined $kept_dir && has_inode($kept_dir, $kept, $step->{expected});
    return;
}

sub settle_remove {
    my ($tree, $step, $dir, $name) = @_;
    my ($kept_dir, $kept) = version_dir($tree, $step->{version});
    my $out = defined $kept_dir ? statat($kept_dir, $kept) : undef;
    return drifted(put_seen_at($tree, $dir, $name), 0) unless $out;
    if (has_inode($dir, $name, $step->{expected}) && $out->[INO] == $step->{expected}{ino}) {
        # linked, and not yet unlinked
        unlink_at($kept_dir, $kept);
        return drifted(put_seen_at($tree, $dir, $name), 0);
    }
    return done(entry_at($dir, $name), entry_at($kept_dir, $kept))
        if as_planned($tree, $kept_dir, $kept, $step->{expected}, 0);
    my $back = rename_new($kept_dir, $kept, $dir, $name);
    return drifted(put_seen_at($tree, $dir, $name), $back ? undef : $step->{version});
}

sub settle_move {
    my ($tree, $step, $dir, $name) = @_;
    my ($to_dir, $to) = parent_of($tree, $step->{to});
    if (has_inode($to_dir, $to, $step->{expected})) {
        unlink_at($dir, $name) if $step->{expected}{kind} ne 'd' && has_inode($dir, $name, $step->{expected})
            && $step->{expected}{links} == 1;
        return done(entry_at($to_dir, $to)) unless has_inode($dir, $name, $step->{expected});
    }
    return drifted(put_seen_at($tree, $dir, $name), 0);
}

# A later step, or a user, may have taken one of the two away since.
sub settle_swap {
    my ($tree, $step, $dir, $name) = @_;
    my ($dir2, $name2) = parent_of($tree, $step->{to});
    return drifted(put_seen_at($tree, $dir, $name), 0)
        if has_inode($dir, $name, $step->{expected}) || has_inode($dir2, $name2, $step->{other});
    return done(entry_at($dir, $name))
        if has_inode($dir, $name, $step->{other}) || has_inode($dir2, $name2, $step->{expected});
    return drifted(put_seen_at($tree, $dir, $name), 0);
}

# Goes back to its place where that is free; else the put that follows brings it on, or it is kept.
sub settle_park {
    my ($tree, $step, $follows, $dir, $name) = @_;
    my $waits = statat($tree->{parked}, $step->{stage});
    my $back = $waits && defined $dir && move_out($tree->{parked}, $step->{stage}, $dir, $name);
    return done() if $waits && !$back && $follows->{ $step->{stage} };
    my $kept = $waits && !$back ? rescue($tree, $tree->{parked}, $step->{stage}, $step->{version}) : undef;
    return drifted(defined $dir ? put_seen_at($tree, $dir, $name) : put_seen($tree, $step->{path}), $kept);
}

sub settle_metadata {
    my ($tree, $step, $stat, $dir, $name) = @_;
    my $seen = put_seen_at($tree, $dir, $name);
    return drifted($seen, 0) unless $stat && $stat->[INO] == $step->{expected}{ino};
    my ($fields, $v) = @$step{qw(fields values)};
    my $same = (!($fields & 1) || ($stat->[MTIME] == $v->{mtime} && $stat->[MNS] == $v->{mns}))
        && (!($fields & 2) || ($stat->[MODE] & 01777) == ($v->{mode} & 01777))
        && (!($fields & 4) || user_name($stat->[UID]) eq $v->{owner})
        && (!($fields & 8) || group_name($stat->[GID]) eq $v->{group});
    return $same ? done(entry_at($dir, $name)) : drifted($seen, 0);
}
