# Staging: content comes in as input of the request (d index data, f index hash, a index, e) and is
# written into the temp dir at once, with holes for zeros. Outcomes: S entry and what is lost, X
# full? reason, N abandoned.

our $ZEROS = "\0" x 4096;

sub failed { my ($why, $full) = @_; chomp $why; return pack('a C', 'X', $full ? 1 : 0) . put_str($why) }
sub disk_full { return $! == Errno::ENOSPC() || $! == Errno::EDQUOT() }

sub staged_record {
    my ($tree, $name, @lost) = @_;
    my $stat = statat($tree->{temp}, $name);
    return failed("the staged file is gone: $!") unless $stat;
    my $target = kind_of($stat) eq 'l' ? readlink_at($tree->{temp}, $name) : undef;
    return 'S' . put_entry($stat, $target) . pack('n', scalar @lost) . join('', map { put_str($_) } @lost);
}

sub new_stage_fd {
    my ($tree, $name) = @_;
    return openat($tree->{temp}, $name, O_CREAT | O_EXCL | O_WRONLY | $O_NOFOLLOW, 0600);
}

# Writes at the end of the file; zeros become holes.
sub write_sparse {
    my ($fd, $data) = @_;
    if (index($data, $ZEROS) < 0) { return write_fd($fd, $data) }
    for (my $at = 0; $at < length $data; $at += 4096) {
        my $part = substr($data, $at, 4096);
        if ($part eq $ZEROS) { return 0 unless defined POSIX::lseek($fd, 4096, 1) }
        elsif (!write_fd($fd, $part)) { return 0 }
    }
    return 1;
}

# A link or a directory, made at once; a file is finished by its input.
sub stage_other {
    my ($tree, $ask) = @_;
    my ($kind, $name, $temp) = ($ask->{source}{kind}, $ask->{name}, $tree->{temp});
    if ($kind eq 'd') {
        mkdir_at($temp, $name, 0700) or return failed("$!", disk_full());
        my $fd = openat($temp, $name, $O_DIRECTORY | $O_NOFOLLOW);
        my @lost = eval { apply_place($tree, $ask, $fd) };
        my $why = $@;
        close_fd($fd);
        return $why eq '' ? staged_record($tree, $name, @lost) : failed($why);
    }
    return failed('a socket, fifo or device is not carried over') if $kind ne 'l';
    symlink_at($ask->{source}{target}, $temp, $name) or return failed("$!", disk_full());
    my ($dir) = place_dir($tree, $ask->{path});
    my $old = old_fd($tree, $ask);
    my @lost;
    my $n = "$name\0";
    my $chown = sub { sys('fchownat', $temp + 0, $n, $_[0], $_[1], AT_NOFOLLOW) == 0 };
    apply_owner($tree, $ask, statat($temp, $name), defined $dir ? stat_fd($dir) : undef,
        defined $old ? stat_fd($old) : undef, $chown, \@lost);
    close_fd($old);
    set_mtime_at($temp, $name, $ask->{source}{mtime}, $ask->{source}{mns});
    return staged_record($tree, $name, @lost);
}

sub op_stage {
    my ($tree, $id) = @_;
    my @files = map { { ask => get_ask() } } 1 .. get_u32();
    forget_dirs($tree);
    for my $file (@files) {
        $file->{outcome} = stage_other($tree, $file->{ask}) if $file->{ask}{source}{kind} ne 'f';
    }
    $INPUT{$id} = {
        take => sub { stage_input($tree, $id, \@files, $_[0]) },
        cancel => sub { drop_stage($tree, $_) for @files },
    };
    return undef;
}

sub drop_stage {
    my ($tree, $file) = @_;
    close_fd(delete $file->{fd});
    unlink_at($tree->{temp}, $file->{ask}{name}) if $file->{made};
    rmdir_at($tree->{temp}, $file->{ask}{name}) || unlink_at($tree->{temp}, $file->{ask}{name})
        if $file->{ask}{source}{kind} ne 'f';
    return;
}

sub stage_input {
    my ($tree, $id, $files, $input) = @_;
    my ($what, $index) = unpack('a N', $input);
    if ($what eq 'e') {
        delete $INPUT{$id};
        stage_answer($tree, $id, $files);
        return;
    }
    my $file = $files->[$index];
    return if !$file || defined $file->{outcome};
    if ($what eq 'a') { drop_stage($tree, $file); $file->{outcome} = 'N'; return }
    my $done = eval {
        if (!defined $file->{fd}) {
            $file->{fd} = new_stage_fd($tree, $file->{ask}{name});
            die { full => disk_full(), text => "can't be staged: $!" } if $file->{fd} < 0;
            $file->{made} = 1;
            $file->{sha} = Digest::SHA->new(256) if $SHA;
        }
        if ($what eq 'd') { stage_data($file, substr($input, 5)) }
        else { stage_finish($tree, $file, substr($input, 5)) }
        1;
    };
    return if $done;
    my $why = $@;
    drop_stage($tree, $file);
    $file->{outcome} = ref $why ? failed($why->{text}, $why->{full}) : failed($why);
    return;
}

sub stage_data {
    my ($file, $data) = @_;
    $file->{sha}->add($data) if $file->{sha};
    $file->{size} += length $data;
    $file->{holes} ||= index($data, $ZEROS) >= 0;
    return if write_sparse($file->{fd}, $data);
    die { full => disk_full(), text => "can't be written to the temp dir: $!" };
}

sub stage_finish {
    my ($tree, $file, $hash) = @_;
    my $fd = $file->{fd};
    # a hole at the end is not there yet
    !$file->{holes} || sys('ftruncate', $fd + 0, $file->{size} + 0) == 0
        or die { full => disk_full(), text => "can't be staged: $!" };
    die "its content was damaged on the way\n" if $file->{sha} && $file->{sha}->digest ne $hash;
    $file->{hash} = $hash unless $file->{sha};
    my @lost = apply_place($tree, $file->{ask}, $fd);
    close_fd(delete $file->{fd});
    $file->{outcome} = staged_record($tree, $file->{ask}{name}, @lost);
    return;
}

# Without Digest::SHA the hashes are still to be checked, by a program, in a child.
sub stage_answer {
    my ($tree, $id, $files) = @_;
    forget_dirs($tree);
    for my $file (@$files) {
        next if defined $file->{outcome};
        drop_stage($tree, $file);
        $file->{outcome} = 'N';
    }
    my @unchecked = grep { defined $_->{hash} && $_->{outcome} =~ /\AS/ } @$files;
    if (!@unchecked) { send_answer(\*STDOUT, $id, join('', map { $_->{outcome} } @$files)); return }
    start_child($id, MAX_FRAME, sub {
        my ($fh) = @_;
        while (my @some = splice(@unchecked, 0, 200)) {
            my @fds = map { open_read($tree->{temp}, $_->{ask}{name}) } @some;
            my @hashes = hash_fds(@fds);
            close_fd($_) for @fds;
            for my $i (0 .. $#some) {
                next if defined $hashes[$i] && $hashes[$i] eq $some[$i]{hash};
                drop_stage($tree, $some[$i]);
                $some[$i]{outcome} = failed('its content was damaged on the way');
            }
        }
        send_answer($fh, $id, join('', map { $_->{outcome} } @$files));
    });
    return;
}
