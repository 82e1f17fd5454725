#!/bin/sh
# Makes the realm, or changes it to what the files say; can run again without harm.
#   REALM: its name   REALM_FILES: directory of settings.json, parts.json, profile.json, client-*.json
. "$(dirname "$0")/connect.sh"

if kcadm get "realms/$REALM" --fields realm >/dev/null 2>&1; then
  kcadm update "realms/$REALM" -f "$REALM_FILES/settings.json"
else
  kcadm create realms -f "$REALM_FILES/settings.json"
fi

# Brings roles and clients that are missing. What is there is skipped: a role that is replaced
# would be taken from everyone who has it.
kcadm create partialImport -r "$REALM" -f "$REALM_FILES/parts.json"

for file in "$REALM_FILES"/client-*.json; do
  client=$(basename "$file" .json)
  client=${client#client-}
  id=$(kcadm get clients -r "$REALM" -q "clientId=$client" --fields id --format csv --noquotes)
  kcadm update "clients/$id" -r "$REALM" -f "$file"
done

kcadm update users/profile -r "$REALM" -f "$REALM_FILES/profile.json"
