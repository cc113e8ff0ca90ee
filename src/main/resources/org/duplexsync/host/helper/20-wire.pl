# The wire: frames of length (4 bytes, of what follows), type (1), request (4), payload; all numbers
# big-endian. To us: Q request, D input of a request, C cancel, W credit, P ping. From us: d a part
# of an answer, a its last part, e an error, p pong, n news (of watches; nobody asked for a frame).

our ($IN, $AT);    # what is being taken apart, and how far

# Requests hold thousands of paths and entries: what takes them apart calls nothing for each field.
sub take {
    my $end = $AT + $_[0];
    die "a request was cut\n" if $_[0] < 0 || $end > length $IN;
    my $part = substr($IN, $AT, $_[0]);
    $AT = $end;
    return $part;
}
sub get_u8 {
    die "a request was cut\n" if $AT >= length $IN;
    return ord substr($IN, $AT++, 1);
}
sub get_u16 { return unpack('n', take(2)) }
sub get_u32 { return unpack('N', take(4)) }
sub get_i64 { return unpack('q>', take(8)) }
sub get_str {
    my $from = $AT + 2;
    die "a request was cut\n" if $from > length $IN;
    my $length = unpack('n', substr($IN, $AT, 2));
    die "a request was cut\n" if $from + $length > length $IN;
    $AT = $from + $length;
    return substr($IN, $from, $length);
}

sub get_path {
    my $path = get_str();
    return $path if $path eq '';
    die "not a path below a root\n"
        if $path =~ m{(?:\A|/)\.{0,2}(?:/|\z)} || index($path, "\0") >= 0;
    return $path;
}

# A name in one of our own directories.
sub get_name {
    my $name = get_str();
    die "not a stage name\n" unless $name =~ /\A[A-Za-z0-9-]{1,64}\z/;
    return $name;
}

sub get_version {
    my $name = get_str();
    die "not a version name\n" unless $name =~ m{\A[A-Za-z0-9-]{1,64}(?:/[A-Za-z0-9-]{1,64})?\z};
    return $name;
}

sub get_optional { my ($get) = @_; return get_u8() ? $get->() : undef }

sub put_str { return pack('n/a*', substr($_[0], 0, 65535)) }

sub frame {
    my ($type, $id, $payload) = @_;
    return pack('N a N', 5 + length $payload, $type, $id) . $payload;
}

# Writes all of it, or ends the process: without the other side there is nothing to be done. The
# client takes what it was sent at once; a connection that takes nothing for long is lost.
sub send_all {
    my ($fh, $data) = @_;
    my $at = 0;
    my $to_client = fileno($fh) == 1;
    alarm IDLE if $to_client;
    while ($at < length $data) {
        my $n = syswrite($fh, $data, length($data) - $at, $at);
        if (!defined $n) {
            next if $! == Errno::EINTR();
            POSIX::_exit(1);
        }
        $at += $n;
    }
    alarm 0 if $to_client;
    return;
}

# An answer of any length, as frames of at most 256 KiB.
sub send_answer {
    my ($fh, $id, $payload) = @_;
    my $at = 0;
    while (length($payload) - $at > 262144) {
        send_all($fh, frame('d', $id, substr($payload, $at, 262144)));
        $at += 262144;
    }
    send_all($fh, frame('a', $id, $at ? substr($payload, $at) : $payload));
    return;
}

sub error_payload {
    my ($error) = @_;
    return 'T' . put_str($error->{code}) . put_str($error->{text}) if ref $error;
    chomp $error;
    return 'F' . put_str('') . put_str($error);
}
