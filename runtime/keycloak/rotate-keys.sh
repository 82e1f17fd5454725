#!/bin/sh
# Replaces the key that signs tokens. The new key signs at once. The one before stays to verify
# what it signed, for a whole quarter, which is longer than any token lives; older ones go.
# Uses the shell and coreutils alone: the image has neither grep nor sed.
#   REALM: its name
. "$(dirname "$0")/connect.sh"

TYPE=org.keycloak.keys.KeyProvider
name="rsa-$(date -u +%Y-%m-%d)"

# One line a key that signs with RS256: name, comma, id. Names that this file gives sort by date;
# the key that came with the realm is older than all of them.
signing_keys() {
  kcadm get components -r "$REALM" -q "type=$TYPE" --fields id,name,providerId \
    --format csv --noquotes | while IFS=, read -r id key provider; do
    [ "$provider" = rsa-generated ] || continue
    case $key in
      rsa-[0-9]*) echo "$key,$id" ;;
      *) echo "rsa-0000,$id" ;;
    esac
  done | sort -r
}

older=$(signing_keys)
case $older in
  "$name,"*)
    echo "$name signs already"
    exit 0
    ;;
esac

kcadm create components -r "$REALM" \
  -s "name=$name" -s providerId=rsa-generated -s "providerType=$TYPE" \
  -s "config.priority=[\"$(date +%s)\"]" -s 'config.enabled=["true"]' \
  -s 'config.active=["true"]' -s 'config.keySize=["2048"]' -s 'config.algorithm=["RS256"]'
echo "$name signs"

previous=
for line in $older; do
  id=${line#*,}
  if [ -z "$previous" ]; then
    previous=$id
    kcadm update "components/$id" -r "$REALM" -s 'config.active=["false"]'
  else
    kcadm delete "components/$id" -r "$REALM"
  fi
done
