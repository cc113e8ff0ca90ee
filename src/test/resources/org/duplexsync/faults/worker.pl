# Changes a tree as a user's programs do, one command a line, and answers with exactly what each
# change took away: whatever is replaced or removed is renamed out first and then read, so nothing
# that another program does at the same moment is missed or blamed on this one.
use strict;
use warnings;
$0 = 'worker';
my ($root, $aside) = @ARGV;
my ($noreplace, $exchange, $at) = (1, 2, -100);
use POSIX ();
my $renameat2 = (POSIX::uname())[4] eq "aarch64" ? 276 : 316;
umask 0002;
$| = 1;
mkdir $aside;
chdir $root or die "$root: $!";
my $count = 0;

sub renameat2 { my ($old, $new, $flags) = @_; syscall($renameat2, $at, $old, $at, $new, $flags) == 0 }
sub aside { $count++; "$aside/$$-$count" }

sub content { # of a file or link, which nobody else touches
  my ($path) = @_;
  return 'link ' . readlink $path if -l $path;
  open my $in, '<', $path or return '';
  local $/;
  my $text = <$in>;
  defined $text ? $text : '';
}

sub remove { # a file or link: what it held
  my ($path) = @_;
  my $out = aside();
  return undef unless renameat2($path, $out, $noreplace);
  my $held = content($out);
  unlink $out;
  $held;
}

sub put { # a prepared file or link takes the place: what was there
  my ($staged, $path) = @_;
  return ('new', '') if renameat2($staged, $path, $noreplace);
  if (renameat2($staged, $path, $exchange)) {
    my $held = content($staged);
    if (-d $staged) { renameat2($staged, $path, $exchange); unlink $staged; return; }
    unlink $staged;
    return ('replaced', $held);
  }
  unlink $staged;
  return;
}

sub below { # files and links below a directory, deepest directories last
  my ($dir) = @_;
  my (@files, @dirs);
  opendir my $in, $dir or return ([], []);
  for my $name (sort grep { !/^\.\.?$/ } readdir $in) {
    my $path = "$dir/$name";
    if (-d $path && !-l $path) {
      my ($more, $deeper) = below($path);
      push @files, @$more;
      push @dirs, @$deeper;
    } else { push @files, $path }
  }
  (\@files, [@dirs, $dir]);
}

sub in_place { # change an open file: what it held, and whether the name still leads to it
  my ($path, $change) = @_;
  return if -l $path;
  open my $file, '+<', $path or return;
  local $/;
  my $held = <$file>;
  $held = '' unless defined $held;
  $change->($file);
  close $file or return;
  ($held, $file);
}

sub attached {
  my ($inode, $path) = @_;
  my @now = lstat $path;
  @now && $now[1] == $inode ? 'attached' : 'detached';
}

my %do = (
  replace => sub {
    my ($path, $text) = @_;
    my @old = lstat $path;
    my $staged = aside();
    open my $out, '>', $staged or return;
    print $out $text;
    close $out;
    chmod $old[2] & 07777, $staged if @old && -f _;
    put($staged, $path);
  },
  link => sub {
    my ($path, $text) = @_;
    my $staged = aside();
    symlink $text, $staged or return;
    put($staged, $path);
  },
  append => sub {
    my ($path, $text) = @_;
    my $inode;
    my ($held) = in_place($path, sub {
      my ($file) = @_;
      $inode = (stat $file)[1];
      seek $file, 0, 2;
      syswrite $file, $text;
    }) or return;
    defined $inode ? (attached($inode, $path), $held) : ();
  },
  rewrite => sub {
    my ($path, $text) = @_;
    my $inode;
    my ($held) = in_place($path, sub {
      my ($file) = @_;
      $inode = (stat $file)[1];
      truncate $file, 0;
      sysseek $file, 0, 0;
      syswrite $file, $text;
    }) or return;
    defined $inode ? (attached($inode, $path), $held) : ();
  },
  delete => sub { my $held = remove($_[0]); defined $held ? ('gone', $held) : () },
  move => sub {
    my ($path, $to) = @_;
    return if -d $path && !-l $path;
    return unless renameat2($path, $to, $noreplace);
    ('moved', content($to));
  },
  chmod => sub { !-l $_[0] && chmod(oct $_[1], $_[0]) ? ('set') : () },
  mkdir => sub { mkdir($_[0]) ? ('made') : () },
  rmtree => sub {
    my ($files, $dirs) = below($_[0]);
    my @said;
    for my $path (@$files) {
      my $held = remove($path);
      push @said, $path, $held if defined $held;
    }
    rmdir for @$dirs;
    ('gone', @said);
  },
  movetree => sub {
    my ($dir, $to) = @_;
    return unless -d $dir && !-l $dir;
    return unless renameat2($dir, $to, $noreplace);
    my ($files) = below($to);
    ('moved', map { ($_, content($_)) } @$files);
  },
);

sub hex_of { join "\t", map { unpack 'H*', $_ } @_ }
while (my $line = <STDIN>) {
  chomp $line;
  my ($what, @fields) = map { pack 'H*', $_ } split /\t/, $line, -1;
  my @said = $do{$what}->(@fields);
  print hex_of(@said ? @said : 'nothing'), "\n";
}
