# Opens a session of Keycloak's administration. Sourced by the other files; needs
#   KEYCLOAK_URL, KEYCLOAK_CA (a file), ADMIN_CLIENT_ID, KC_CLI_CLIENT_SECRET
# which kcadm reads from the environment, so that no secret stands in a list of processes.
set -eu

KCADM=${KCADM:-/opt/keycloak/bin/kcadm.sh}
SCRATCH=${SCRATCH:-/tmp}

kcadm() {
  "$KCADM" "$@" --config "$SCRATCH/kcadm.config"
}

# kcadm reads Java's key stores and no PEM. The store holds a public certificate.
store_password=$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n')
rm -f "$SCRATCH/authority.p12"
keytool -importcert -noprompt -alias cell -file "$KEYCLOAK_CA" \
  -keystore "$SCRATCH/authority.p12" -storetype PKCS12 -storepass "$store_password"
kcadm config truststore --trustpass "$store_password" "$SCRATCH/authority.p12"

attempts=0
until kcadm config credentials --server "$KEYCLOAK_URL" --realm master --client "$ADMIN_CLIENT_ID"; do
  attempts=$((attempts + 1))
  if [ "$attempts" -ge "${MAX_ATTEMPTS:-60}" ]; then
    echo "Keycloak does not answer at $KEYCLOAK_URL" >&2
    exit 1
  fi
  sleep "${PAUSE_SECONDS:-5}"
done
