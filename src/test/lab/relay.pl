#!/usr/bin/perl
# usage: relay.pl TUN1 TUN2 MS WARDEN_PID
# Makes two tun devices, joins them and holds every packet MS milliseconds each way.
# USR1: drop everything; USR2: pass again. Ends with the warden.
use strict;
use warnings;
use Fcntl qw(O_RDWR O_NONBLOCK);
use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC);

my ($name1, $name2, $ms, $warden) = @ARGV;
my ($TUNSETIFF, $IFF_TUN, $IFF_NO_PI) = (0x400454ca, 0x0001, 0x1000);

sub tun {
    my ($name) = @_;
    sysopen(my $fh, '/dev/net/tun', O_RDWR | O_NONBLOCK) or die "/dev/net/tun: $!\n";
    ioctl($fh, $TUNSETIFF, pack('a16 S x22', $name, $IFF_TUN | $IFF_NO_PI)) or die "$name: $!\n";
    return $fh;
}

my @end = (tun($name1), tun($name2));
my @queue = ([], []);    # what waits to go into that end: [due, packet]
my $drop  = 0;
$SIG{USR1} = sub { $drop = 1; @queue = ([], []) };
$SIG{USR2} = sub { $drop = 0 };

while (kill 0, $warden) {
    my $now  = clock_gettime(CLOCK_MONOTONIC);
    my $wait = 1;
    for my $q (@queue) {
        my $left = @$q ? $q->[0][0] - $now : 1;
        $wait = $left < 0 ? 0 : $left if $left < $wait;
    }
    my $ready = '';
    vec($ready, fileno $_, 1) = 1 for @end;
    select($ready, undef, undef, $wait);
    $now = clock_gettime(CLOCK_MONOTONIC);
    for my $i (0, 1) {
        for (1 .. 64) {
            last unless sysread($end[$i], my $packet, 65535);
            push @{$queue[1 - $i]}, [$now + $ms / 1000, $packet] unless $drop;
        }
    }
    for my $i (0, 1) {
        while (@{$queue[$i]} && $queue[$i][0][0] <= $now) {
            syswrite($end[$i], (shift @{$queue[$i]})->[1]);
        }
    }
}
