#!/usr/bin/env bash
# Software: SunPKCS11 of OpenJDK 17.0.15 and 25, on SoftHSM 2.6.1 (Debian packages softhsm2 and libsofthsm2 2.6.1-2.1).
# Behaviour: a key that is stored under an alias with a Polish letter cannot be found under that alias again. SunPKCS11 writes the
#   alias as UTF-8 into CKA_LABEL, and reads each byte of CKA_LABEL as a character of its own. So "pieczątka" comes back with the
#   two characters U+00C4 U+0085 in place of the letter U+0105. Storing under the same alias once more replaces nothing: it adds
#   a second key of that label, and then the key store does not load any more.
# Output seen:
#   stored once: pieczU+00C4U+0085tka, containsAlias(the alias that was given) = false
#   stored twice: KeyStoreException, found multiple secret keys sharing same CKA_LABEL
# A guess says: the alias is found again, and storing once more replaces the key.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq softhsm2=2.6.1-2.1 libsofthsm2=2.6.1-2.1 libbotan-2-19 >/dev/null 2>&1 || apt-get download -qq softhsm2=2.6.1-2.1 libsofthsm2=2.6.1-2.1
for package in ./*.deb; do dpkg -x "$package" root; done
mkdir tokens
printf 'directories.tokendir = %s/tokens\nobjectstore.backend = file\nlog.level = ERROR\n' "$folder" > softhsm2.conf
export SOFTHSM2_CONF=$folder/softhsm2.conf
library=$(find root -name libsofthsm2.so | head -1)
export LD_LIBRARY_PATH=$folder/root/usr/lib:$folder/root/usr/lib/$(uname -m)-linux-gnu:${LD_LIBRARY_PATH:-}
root/usr/bin/softhsm2-util --module "$PWD/$library" --init-token --free --label seal --so-pin 1234 --pin 1234 >/dev/null
printf 'name = Finding\nlibrary = %s/%s\nslotListIndex = 0\n' "$folder" "$library" > token.cfg
cat > Labels.java <<'JAVA'
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.Provider;
import java.security.Security;
import java.util.Collections;
import javax.crypto.spec.SecretKeySpec;

public class Labels {

    private static final String GIVEN = "piecz\u0105tka";

    public static void main(String[] arguments) throws Exception {
        Provider provider = Security.getProvider("SunPKCS11").configure(arguments[0]);
        store(provider);
        KeyStore again = open(provider);
        String found = Collections.list(again.aliases()).get(0);
        StringBuilder shown = new StringBuilder();
        found.chars().forEach(c -> shown.append(c < 128 ? String.valueOf((char) c) : String.format("U+%04X", c)));
        System.out.println("stored once: " + shown + ", containsAlias = " + again.containsAlias(GIVEN));
        try {
            store(provider);
            System.out.println("stored twice: " + open(provider).size() + " key");
        } catch (KeyStoreException refused) {
            System.out.println("stored twice: " + refused.getMessage().replaceAll("(?s) *\\[.*", ""));
        }
    }

    private static void store(Provider provider) throws Exception {
        KeyStore.Entry key = new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[16], "AES"));
        open(provider).setEntry(GIVEN, key, null);
    }

    private static KeyStore open(Provider provider) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, "1234".toCharArray());
        return store;
    }
}
JAVA
output=$("${JAVA_HOME:+$JAVA_HOME/bin/}java" Labels.java token.cfg)
echo "$output"
grep -q '^stored once: pieczU+00C4U+0085tka, containsAlias = false$' <<<"$output"
grep -q '^stored twice: .*found multiple secret keys sharing same CKA_LABEL' <<<"$output"
echo "as described"
