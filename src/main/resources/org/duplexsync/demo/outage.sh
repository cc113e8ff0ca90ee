# usage: sh outage.sh ROOT_A ROOT_B
# What people did on both servers while these could not talk to one another.
set -eu
at() { touch -h -d "$1" "$2"; }

cd "$1"
printf 'body { color: #1f2328; margin: 2em; max-width: 60em; }\nh1 { font-size: 1.8em; }\n' > css/site.css
at '3 hours ago' css/site.css
printf 'sale\n' > images/spring/sale.txt
at '2 hours ago' images/spring/sale.txt
rm news/2019.html
chmod 755 cgi-bin/report.cgi
mkdir docs/guide
mv docs/manual.html docs/guide/manual.html
rm -r download
printf 'Downloads have moved to the shop.\n' > download
at '90 minutes ago' download
ln -sfn releases/2 current
at '80 minutes ago' current
sed -i 's/^my $shipping = 490;/my $shipping = 590;/' cgi-bin/order.cgi
at '95 minutes ago' cgi-bin/order.cgi
printf 'echo "Or ring 555 0100."\n' >> cgi-bin/contact.cgi
at '70 minutes ago' cgi-bin/contact.cgi
printf 'odd, edited on A\n' > "$(printf 'latin-\351t\351.txt')"

cd "$2"
sed -i 's/9 to 18/9 to 20/' index.html
at '100 minutes ago' index.html
printf '<!doctype html>\n<title>News of 2026</title>\n<h1>News of 2026</h1>\n' > news/2026.html
at '2 hours ago' news/2026.html
rm css/print.css
mv js/mod js/modules
sed -i 's/^my $free_from = 5000;/my $free_from = 3900;/' cgi-bin/order.cgi
at '60 minutes ago' cgi-bin/order.cgi
rm cgi-bin/contact.cgi
printf 'odd, edited on B\n' > ./-rf
printf 'new\n' > "$(printf 'tab\tand space .txt')"
