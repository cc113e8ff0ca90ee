# News of a watch, folded until they are sent: of one path only the latest, in order, and no more
# than a bound, beyond which one overflow stands for all. What a writer does goes at a pace: first
# after a moment (most files are closed by then), and then a few times a second.
#
# On the wire, in whole records: D hint path, B path (list all below), I path (list what stands in
# it), O (lost), L needed limit, F watched unwatched why, P interval cost, E why.

use constant {
    MAX_NEWS => 50_000, MAX_NEWS_BYTES => 8 << 20, MAX_TOLD => 5000,
    MOMENT => 0.0015, PACE => 0.25,
};

sub new_news {
    return { seq => 0, bytes => 0, dirty => {}, below => {}, made => {}, fresh => {}, again => {}, told => {}, rest => '' };
}

# Hints: w being written, c closed or complete, t touched, g gone, a arrived.
sub news_dirty {
    my ($news, $path, $hint) = @_;
    return if $path eq '' || length $path > MAX_PATH || $news->{lost};
    if ($hint eq 'w' && !exists $news->{dirty}{$path}) { news_writing($news, $path); return }
    delete $news->{$_}{$path} for qw(fresh again made);
    delete $news->{told}{$path} if $hint ne 'w';
    my $before = $news->{dirty}{$path};
    # an exchange: what was here left after what is here now had come
    $hint = 'a' if $hint eq 'g' && defined $before && substr($before, 0, 1) eq 'a';
    news_room($news, $path) unless defined $before;
    $news->{dirty}{$path} = $hint . ++$news->{seq} unless $news->{lost};
    return;
}

sub news_writing {
    my ($news, $path) = @_;
    return if $news->{again}{$path} || $news->{fresh}{$path};
    my $when = $news->{told}{$path} ? 'again' : 'fresh';
    news_room($news, $path);
    return if $news->{lost};
    $news->{$when}{$path} = 1;
    $news->{"due_$when"} ||= monotonic() + ($when eq 'fresh' ? MOMENT : PACE);
    return;
}

# A new file: whether it is open for writing or a link to an old one is looked at if no more is
# heard of it.
sub news_made {
    my ($news, $path) = @_;
    $news->{made}{$path} = 1 if !$news->{lost} && keys %{ $news->{made} } < MAX_NEWS;
    news_dirty($news, $path, 'w');
    return;
}

sub news_below {
    my ($news, $path) = @_;
    return if length $path > MAX_PATH || $news->{lost};
    news_room($news, $path) unless exists $news->{below}{$path};
    $news->{below}{$path} = ++$news->{seq} unless $news->{lost};
    return;
}

sub news_room {
    my ($news, $path) = @_;
    $news->{bytes} += length $path;
    my $count = keys(%{ $news->{dirty} }) + keys(%{ $news->{below} }) + keys(%{ $news->{fresh} }) + keys(%{ $news->{again} });
    news_lost($news) if $count > MAX_NEWS || $news->{bytes} > MAX_NEWS_BYTES;
    return;
}

# Grows with each that adds something.
sub news_count { my ($news) = @_; return $news->{seq} + keys(%{ $news->{fresh} }) + keys(%{ $news->{again} }) }

# All that is told until this is sent is told by it.
sub news_lost {
    my ($news) = @_;
    %{ $news->{$_} } = () for qw(dirty below made fresh again told);
    ($news->{lost}, $news->{bytes}) = (1, 0);
    return;
}

# What is none of these goes before what is told later and after what was told before.
sub news_other {
    my ($news, $record) = @_;
    news_settle($news, 1);
    $news->{rest} .= news_records($news) . $record;
    return;
}

# When something must be sent: now (0), at a time, or undef.
sub news_due {
    my ($news) = @_;
    return 0 if $news->{rest} ne '' || $news->{lost} || %{ $news->{dirty} } || %{ $news->{below} };
    my @due = sort { $a <=> $b } grep { $_ } @$news{qw(due_fresh due_again)};
    return $due[0];
}

# Takes over what is due of the files being written.
sub news_settle {
    my ($news, $all, $hint_of) = @_;
    my $now = monotonic();
    %{ $news->{told} } = () if keys %{ $news->{told} } > MAX_TOLD;
    for my $when (qw(fresh again)) {
        my $due = $news->{"due_$when"} or next;
        next if !$all && $due > $now;
        for my $path (keys %{ $news->{$when} }) {
            my $made = delete $news->{made}{$path};
            my $hint = $made && $hint_of ? $hint_of->($path) : 'w';
            $news->{dirty}{$path} = $hint . ++$news->{seq};
            $news->{told}{$path} = 1 if $hint eq 'w';
        }
        %{ $news->{$when} } = ();
        $news->{"due_$when"} = 0;
    }
    return;
}

sub news_records {
    my ($news) = @_;
    my $out = $news->{lost} ? 'O' : '';
    my ($dirty, $below) = @$news{qw(dirty below)};
    my %at;
    $at{ substr($dirty->{$_}, 1) } = 'D' . substr($dirty->{$_}, 0, 1) . put_str($_) for keys %$dirty;
    $at{ $below->{$_} } = 'B' . put_str($_) for keys %$below;
    $out .= $at{$_} for sort { $a <=> $b } keys %at;
    (%$dirty, %$below) = ();
    @$news{qw(dirty below lost bytes)} = ({}, {}, 0, 0);
    return $out;
}

# All that is to be sent, as frames of whole records.
sub news_frames {
    my ($news, $id, $hint_of) = @_;
    news_settle($news, 0, $hint_of);
    my $records = $news->{rest} . news_records($news);
    $news->{rest} = '';
    my ($out, $start, $at) = ('', 0, 0);
    while ($at < length $records) {
        my $type = substr($records, $at, 1);
        my $before = $at;
        $at += record_length($records, $type, $at);
        next if $at - $start <= BLOCK;
        $out .= frame('d', $id, substr($records, $start, $before - $start));
        $start = $before;
    }
    return $out . ($at > $start ? frame('d', $id, substr($records, $start)) : '');
}

sub record_length {
    my ($records, $type, $at) = @_;
    return 1 if $type eq 'O';
    return 17 if $type eq 'L' || $type eq 'P';
    my $head = $type eq 'D' ? 2 : $type eq 'F' ? 17 : 1;
    return $head + 2 + unpack('n', substr($records, $at + $head, 2));
}
