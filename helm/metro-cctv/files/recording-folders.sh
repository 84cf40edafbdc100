# Run before ingest and retention start: recording-folders VOLUME MOVE FOLDER...
#   VOLUME  where the claim is mounted, so an absent folder on it is not a disk that is away
#   MOVE    "move" in ingest's first pod: recordings at the root of the volume, where an older chart had them, become its own
#   FOLDER  one for each pod of ingest that there is or was; one that never was is made, empty
set -eu
LC_ALL=C
export LC_ALL
volume=$1
move=$2
shift 2
first=$1
for folder in "$@"; do mkdir -p "$folder/.open"; done
[ "$move" = move ] || exit 0

# Districts are upper case (DJ-SEO), releases and so the pods' folders lower case.
for old in "$volume"/[A-Z]* "$volume"/.open/*; do
  [ -d "$old" ] || continue
  new=$first/${old#"$volume"/}
  if [ -e "$new" ]; then
    echo "$old is there as well as $new: move what is in it by hand, it is neither played back nor destroyed where it is"
  else
    mv "$old" "$new"
  fi
done
