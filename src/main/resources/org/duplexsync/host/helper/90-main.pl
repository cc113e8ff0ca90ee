# The loop: takes frames apart, answers short requests at once, lets children answer long ones, and
# passes their frames on within the credit of each. Ends by itself when nothing was heard for long.

# Runs in a child: its frames go to the pipe, and it dies with the helper.
sub start_child {
    my ($id, $credit, $work) = @_;
    pipe(my $r, my $w) or die "no pipe: $!\n";
    sys('fcntl', fileno($w) + 0, 1031, 1 << 18);
    my $pid = fork();
    die "can't start a child: $!\n" unless defined $pid;
    if (!$pid) {
        setpgrp(0, 0);
        die_with_parent();
        $SIG{PIPE} = 'DEFAULT';
        close $r;
        close $_->{fh} for values %JOBS;
        open(STDIN, '<', '/dev/null');
        open(STDOUT, '+<', '/dev/null');
        eval { $work->($w); 1 } or send_all($w, frame('e', $id, error_payload($@)));
        POSIX::_exit(0);
    }
    close $w;
    $JOBS{$id} = { pid => $pid, fh => $r, credit => $credit, buffer => '' };
    return;
}

sub end_child {
    my ($id) = @_;
    my $job = delete $JOBS{$id} or return;
    kill 'KILL', -$job->{pid}, $job->{pid};
    close $job->{fh};
    waitpid($job->{pid}, 0);
    return;
}

# Passes on whole frames of a child.
sub relay {
    my ($id) = @_;
    my $job = $JOBS{$id};
    my $n = sysread($job->{fh}, $job->{buffer}, 4 * BLOCK, length $job->{buffer});
    return if !defined $n && $! == Errno::EINTR();
    if (!$n) {
        my $ended = $job->{ended};
        end_child($id);
        send_all(\*STDOUT, frame('e', $id, error_payload("the helper's child ended too early"))) unless $ended;
        return;
    }
    my $at = 0;
    while ($at + 9 <= length $job->{buffer}) {
        my ($length, $type) = unpack('N a', substr($job->{buffer}, $at, 5));
        last if $at + 4 + $length > length $job->{buffer};
        $job->{ended} = 1 if $type ne 'd';
        $at += 4 + $length;
    }
    return unless $at;
    $job->{credit} -= $at;
    send_all(\*STDOUT, substr($job->{buffer}, 0, $at));
    $job->{buffer} = substr($job->{buffer}, $at);
    return;
}

sub handle {
    my ($type, $id, $payload) = @_;
    if ($type eq 'P') { send_all(\*STDOUT, frame('p', $id, pack('q> N', clock_of(0)))) }
    elsif ($type eq 'Q') { request($id, $payload) }
    elsif ($type eq 'D') { $INPUT{$id}{take}->($payload) if $INPUT{$id} }
    elsif ($type eq 'W') { $JOBS{$id}{credit} += unpack('N', $payload) if $JOBS{$id} }
    elsif ($type eq 'C') {
        end_child($id);
        my $input = delete $INPUT{$id};
        $input->{cancel}->() if $input;
    }
    return;
}

sub request {
    my ($id, $payload) = @_;
    ($IN, $AT) = ($payload, 0);
    forget_accounts();
    my $done = eval {
        my ($op, $tree_id, $credit) = (take(1), get_u32(), get_u32());
        my $tree = $tree_id ? $TREES{$tree_id} || die "no such tree\n" : undef;
        if (my $child = $CHILD_OPS{$op}) {
            start_child($id, $credit, sub { $child->($tree, $id, @_) });
        } elsif (my $work = $OPS{$op}) {
            my $answer = $work->($tree, $id);
            send_answer(\*STDOUT, $id, $answer) if defined $answer;
        } else {
            die "no such request\n";
        }
        1;
    };
    send_all(\*STDOUT, frame('e', $id, error_payload($@))) unless $done;
    return;
}

sub main_loop {
    my ($buffer, $heard) = ('', monotonic());
    while (1) {
        my %ready_id;
        my $ready = '';
        vec($ready, 0, 1) = 1;
        for my $id (keys %JOBS) {
            next if $JOBS{$id}{credit} <= 0;
            my $fd = fileno $JOBS{$id}{fh};
            $ready_id{$fd} = $id;
            vec($ready, $fd, 1) = 1;
        }
        my $n = select($ready, undef, undef, 1);
        # after a long request the frames of meanwhile are still to be read: heard, not idle
        my $said = $n > 0 && vec($ready, 0, 1);
        last if !$said && monotonic() - $heard > IDLE;
        next if $n <= 0;
        if ($said) {
            my $got = sysread(STDIN, $buffer, 4 * BLOCK, length $buffer);
            last unless $got || (!defined $got && $! == Errno::EINTR());
            $heard = monotonic();
            my $at = 0;
            while (length($buffer) - $at >= 9) {
                my ($length, $type, $id) = unpack('N a N', substr($buffer, $at, 9));
                return if $length < 5 || $length > MAX_FRAME;
                last if length($buffer) - $at < 4 + $length;
                handle($type, $id, substr($buffer, $at + 9, $length - 5));
                $at += 4 + $length;
            }
            $buffer = substr($buffer, $at) if $at;
        }
        for my $fd (keys %ready_id) {
            relay($ready_id{$fd}) if vec($ready, $fd, 1) && $JOBS{ $ready_id{$fd} };
        }
    }
    return;
}

%OPS = (
    F => \&op_facts, O => \&op_open, X => \&op_close, L => \&op_look, A => \&op_may, N => \&op_now,
    G => \&op_stage, c => \&op_commit, d => \&op_discard, e => \&op_sweep, l => \&op_lease,
    w => \&op_witness, k => \&op_keep, m => \&op_make_staging,
    r => \&op_remove_staging, K => \&op_kept, z => \&op_purge,
);
%CHILD_OPS = (
    T => \&child_list, H => \&child_hash, R => \&child_read, n => \&child_names,
    a => \&child_adopt, s => \&child_settle, v => \&child_restore,
    y => \&child_sync, f => \&child_flush, i => \&child_watch, p => \&child_poll,
);

umask 0077;
binmode STDIN;
binmode STDOUT;
$SIG{PIPE} = 'IGNORE';
$SIG{ALRM} = sub { POSIX::_exit(1) };
send_all(\*STDOUT, "\0$MARK\n");
main_loop();
end_child($_) for keys %JOBS;
POSIX::_exit(0);
