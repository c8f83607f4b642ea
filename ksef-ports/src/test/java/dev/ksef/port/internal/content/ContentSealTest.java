package dev.ksef.port.internal.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.store.DataKeys;
import java.nio.charset.StandardCharsets;
import java.security.ProviderException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class ContentSealTest {

    private static final SecretKey OLD = key(1);
    private static final SecretKey NEW = key(2);
    private static final byte[] CONTENT = "tokens of 5265877635".getBytes(UTF_8);
    private static final String WHAT = "the tokens of a taxpayer";

    private final ContentSeal seal = ContentSeal.encrypting(DataKeys.of("2026-01", OLD));

    @Test
    void content_comesBack_andIsEncryptedEachTimeAnew() {
        byte[] first = seal.close(CONTENT, "tokens", "TEST");
        byte[] second = seal.close(CONTENT, "tokens", "TEST");
        assertThat(first).isNotEqualTo(second);
        assertThat(new String(first, StandardCharsets.ISO_8859_1))
                .contains("2026-01")
                .doesNotContain("5265877635");
        var opened = seal.open(first, WHAT, "tokens", "TEST");
        assertThat(opened.content()).isEqualTo(CONTENT);
        assertThat(opened.outdated()).isFalse();
        assertThat(seal.open(seal.close(new byte[0], "a"), WHAT, "a").content()).isEmpty();
    }

    /** The form is part of what other versions read: it is decrypted here by the JDK alone. */
    @Test
    void form_isThatOfVersion1() throws Exception {
        byte[] sealed = seal.close(CONTENT, "tokens", "TEST");
        assertThat(Arrays.copyOf(sealed, 9)).isEqualTo("E\u00072026-01".getBytes(UTF_8));
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, OLD, new GCMParameterSpec(128, sealed, 9, 12));
        cipher.updateAAD(sealed, 0, 9);
        cipher.updateAAD(
                HexFormat.of().parseHex("00000006" + "0074006f006b0065006e0073" + "00000004" + "0054004500530054"));
        assertThat(cipher.doFinal(sealed, 21, sealed.length - 21)).isEqualTo(CONTENT);
    }

    @Test
    void contentOfAnotherPlace_isRefused() {
        byte[] sealed = seal.close(CONTENT, "tokens", "TEST", "a", "bc");
        for (String[] place :
                new String[][] {{"tokens", "TEST", "ab", "c"}, {"keys", "TEST", "a", "bc"}, {"tokens", "TEST", "a"}, {}
                }) {
            assertRefused(sealed, "altered, moved from another place", place);
        }
    }

    @Test
    void contentThatWasAlteredAnywhere_isRefused_andSaysNothingOfIt() {
        byte[] sealed = seal.close(CONTENT, "tokens");
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 0x20;
            assertRefused(altered, "", "tokens");
            assertRefused(Arrays.copyOf(sealed, i), "", "tokens");
        }
    }

    @Test
    void manyThreads_openWithOneSeal_alsoAfterContentThatWasAltered() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                String place = "place " + thread;
                byte[] content = place.repeat(thread * 40).getBytes(UTF_8);
                byte[] sealed = seal.close(content, place);
                byte[] altered = sealed.clone();
                altered[altered.length - 1] ^= 1;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 500; i++) {
                        assertThat(seal.open(sealed, WHAT, place).content()).isEqualTo(content);
                        assertRefused(altered, "altered", place);
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keyThatFollows_readsWhatTheOldOneWrote_andSaysThatItIsOutdated() {
        byte[] byOld = seal.close(CONTENT, "tokens");
        var both = ContentSeal.encrypting(DataKeys.of("2026-02", Map.of("2026-01", OLD, "2026-02", NEW)));
        var opened = both.open(byOld, WHAT, "tokens");
        assertThat(opened.content()).isEqualTo(CONTENT);
        assertThat(opened.outdated()).isTrue();
        byte[] byNew = both.close(CONTENT, "tokens");
        assertThat(both.open(byNew, WHAT, "tokens").outdated()).isFalse();
        assertRefused(byNew, "The key 2026-02 is missing", "tokens");
    }

    @Test
    void keyThatChangesWhileTheStoreIsOpen_isUsedAtOnce() {
        var current = new AtomicReference<>("2026-01");
        var turning = ContentSeal.encrypting(new DataKeys() {
            @Override
            public String current() {
                return current.get();
            }

            @Override
            public Optional<SecretKey> find(String id) {
                return Optional.of(id.equals("2026-01") ? OLD : NEW);
            }
        });
        byte[] before = turning.close(CONTENT, "tokens");
        current.set("2026-02");
        assertThat(turning.open(before, WHAT, "tokens").outdated()).isTrue();
        assertThat(new String(turning.close(CONTENT, "tokens"), StandardCharsets.ISO_8859_1))
                .contains("2026-02");
    }

    @Test
    void anotherKeyWithTheSameId_isRefused() {
        byte[] sealed = seal.close(CONTENT, "tokens");
        var other = ContentSeal.encrypting(DataKeys.of("2026-01", NEW));
        assertThatThrownBy(() -> other.open(sealed, WHAT, "tokens"))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining(WHAT)
                .hasMessageContaining("another key that had the id 2026-01");
    }

    @Test
    void keysThatCannotBeHadNow_areAskedForAgain_andThenOnce() {
        var asked = new AtomicInteger();
        var flaky = ContentSeal.encrypting(new DataKeys() {
            @Override
            public String current() {
                return "kms/1";
            }

            @Override
            public Optional<SecretKey> find(String id) {
                if (asked.incrementAndGet() == 1) {
                    throw new IllegalStateException("connection to kms.example refused, secret-of-the-callback");
                }
                return Optional.of(NEW);
            }
        });
        assertThatThrownBy(() -> flaky.close(CONTENT, "tokens"))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("kms/1")
                .hasMessageNotContaining("secret-of-the-callback")
                .hasNoCause();
        byte[] sealed = flaky.close(CONTENT, "tokens");
        assertThat(flaky.open(sealed, WHAT, "tokens").content()).isEqualTo(CONTENT);
        assertThat(asked).as("once in vain, once for all that follows").hasValue(2);
    }

    @Test
    void keysThatAreNone_areRefused() {
        assertThatThrownBy(() -> DataKeys.of("b", Map.of("a", OLD)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id b");
        assertCannotClose("1", new SecretKeySpec(new byte[16], "AES"), "32 random bytes");
        assertCannotClose("1", new SecretKeySpec(new byte[32], "AES"), "only zeros");
        assertCannotClose("1", new SecretKeySpec(new byte[] {1}, "AES"), "has 1");
        assertCannotClose("", OLD, "1 to 64");
        assertCannotClose("ż", OLD, "1 to 64");
        assertCannotClose("x".repeat(65), OLD, "1 to 64");
    }

    @Test
    void keyThatYieldsItsOwnArray_isLeftAsItIs() {
        byte[] own = OLD.getEncoded();
        var key = new SecretKeySpec(own, "AES") {
            private static final long serialVersionUID = 1L;

            @Override
            public byte[] getEncoded() {
                return own;
            }
        };
        ContentSeal.encrypting(DataKeys.of("1", key)).close(CONTENT, "tokens");
        assertThat(own).isEqualTo(OLD.getEncoded());
    }

    /** Providers of devices throw what is not checked: {@code ProviderException}. */
    @Test
    void keyWhoseDeviceFails_isTold_andAskedForAnew() {
        var asked = new AtomicInteger();
        var isThere = new AtomicBoolean();
        var returning = ContentSeal.encrypting(new DataKeys() {
            @Override
            public String current() {
                return "hsm/1";
            }

            @Override
            public Optional<SecretKey> find(String id) {
                asked.incrementAndGet();
                return Optional.of(isThere.get() ? OLD : lost());
            }
        });
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> returning.close(CONTENT, "tokens"))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("key hsm/1 cannot be used")
                    .hasMessageContaining("ProviderException")
                    .hasMessageNotContaining("secret-of-the-device")
                    .hasNoCause();
            assertThat(asked).hasValue(attempt);
        }
        isThere.set(true);
        byte[] sealed = returning.close(CONTENT, "tokens");
        assertThat(returning.open(sealed, WHAT, "tokens").content()).isEqualTo(CONTENT);
        assertThat(asked).hasValue(3);
    }

    /** It has its bytes when it is asked for, and none when it is used. */
    private static SecretKey lost() {
        var uses = new AtomicInteger();
        return new SecretKeySpec(new byte[] {1}, "AES") {
            private static final long serialVersionUID = 1L;

            @Override
            public byte[] getEncoded() {
                if (uses.getAndIncrement() > 0) {
                    throw new ProviderException("secret-of-the-device");
                }
                return NEW.getEncoded();
            }
        };
    }

    @Test
    void keyThatWasDestroyed_isTold() {
        assertCannotClose(
                "1",
                new SecretKeySpec(new byte[] {1}, "AES") {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public byte[] getEncoded() {
                        throw new IllegalStateException("destroyed");
                    }
                },
                "key 1 of this store could not be had (java.lang.IllegalStateException)");
    }

    @Test
    void plainContent_isReadInPlainOnly() {
        byte[] plain = ContentSeal.plain().close(CONTENT, "tokens");
        assertThat(ContentSeal.plain().open(plain, WHAT, "tokens").content()).isEqualTo(CONTENT);
        assertRefused(plain, "in plain", "tokens");
        assertThatThrownBy(() -> ContentSeal.plain().open(seal.close(CONTENT, "tokens"), WHAT, "tokens"))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("without keys");
        assertThatThrownBy(() -> ContentSeal.plain().open(new byte[0], WHAT, "tokens"))
                .isInstanceOf(KsefStorageException.class);
    }

    private static void assertCannotClose(String id, SecretKey key, String why) {
        assertThatThrownBy(() -> ContentSeal.encrypting(DataKeys.of(id, key)).close(CONTENT, "tokens"))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining(why);
    }

    private void assertRefused(byte[] sealed, String why, String... place) {
        assertThatThrownBy(() -> seal.open(sealed, WHAT, place))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("5265877635")
                .hasNoCause();
    }

    private static SecretKey key(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return new SecretKeySpec(bytes, "AES");
    }
}
