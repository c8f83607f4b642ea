package dev.ksef.testkit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.model.Sha256;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefCryptoException;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.HashingOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.crypto.BadPaddingException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * Tests what every {@link CryptoEngine} must do. The JDK is the judge, with each parameter given in full. Extend this class
 * and return the engine. An engine on the JDK's own providers needs known-answer vectors besides.
 */
public abstract class CryptoEngineContract {

    /** Sizes around a block, around the usual buffers of streams, and some megabytes. */
    private static final int[] SIZES = {
        0, 1, 15, 16, 17, 31, 32, 33, 511, 512, 513, 4096, 8191, 8192, 8193, 16_383, 16_384, 16_385, 65_536, 3_000_005
    };

    private static final ContentKey KEY = ContentKey.of(bytes(32, 1), bytes(16, 77));
    private static final ContentKey OTHER_KEY = ContentKey.of(bytes(32, 2), bytes(16, 77));
    private static final byte[] SECRET_TEXT = "tajna-treść|1793610000123".getBytes(StandardCharsets.UTF_8);

    /** Makes the engine. Called once per test. */
    protected abstract CryptoEngine engine();

    @Test
    void ciphertext_ofEverySize_isWhatTheJdkMakesAndNothingMore() throws Exception {
        var engine = engine();
        for (int size : SIZES) {
            byte[] plain = text(size);
            byte[] encrypted = engine.encrypt(plain, KEY);
            assertThat(encrypted.length)
                    .as("length of %d bytes encrypted: up to the next full block, no vector in front", size)
                    .isEqualTo((size / 16 + 1) * 16);
            assertThat(encrypted)
                    .as("%d bytes under AES-256-CBC with PKCS#7", size)
                    .isEqualTo(JdkCryptography.encrypted(plain, KEY));
        }
    }

    @Test
    void plain_ofEverySize_comesBack() throws Exception {
        var engine = engine();
        for (int size : SIZES) {
            byte[] plain = text(size);
            assertThat(engine.decrypt(JdkCryptography.encrypted(plain, KEY), KEY))
                    .as("%d bytes, encrypted by the JDK", size)
                    .isEqualTo(plain);
            assertThat(engine.decrypt(engine.encrypt(plain, KEY), KEY))
                    .as("%d bytes, encrypted by the engine", size)
                    .isEqualTo(plain);
        }
    }

    @Test
    void arguments_areLeftAsTheyWere() {
        byte[] plain = text(100);
        byte[] secret = SECRET_TEXT.clone();
        var engine = engine();
        byte[] encrypted = engine.encrypt(plain, KEY);
        byte[] before = encrypted.clone();
        engine.decrypt(encrypted, KEY);
        engine.sha256(plain);
        engine.wrap(secret, JdkCryptography.strongKey());
        assertThat(plain).isEqualTo(text(100));
        assertThat(encrypted).isEqualTo(before);
        assertThat(secret).isEqualTo(SECRET_TEXT);
    }

    @Test
    void streams_ofEverySize_yieldWhatTheArraysAre() throws Exception {
        var engine = engine();
        for (int size : SIZES) {
            byte[] plain = text(size);
            byte[] encrypted = engine.encrypt(plain, KEY);
            assertThat(engine.encrypting(stream(plain), KEY).readAllBytes())
                    .as("%d bytes encrypted as a stream", size)
                    .isEqualTo(encrypted);
            assertThat(engine.decrypting(stream(encrypted), KEY).readAllBytes())
                    .as("%d bytes decrypted as a stream", size)
                    .isEqualTo(plain);
        }
    }

    @Test
    void streams_overASourceThatTrickles_yieldTheSame() throws Exception {
        var engine = engine();
        for (int size : new int[] {0, 1, 16, 17, 5000}) {
            byte[] plain = text(size);
            byte[] encrypted = engine.encrypt(plain, KEY);
            assertThat(engine.encrypting(new LimitedSource(plain, 1), KEY).readAllBytes())
                    .isEqualTo(encrypted);
            assertThat(engine.decrypting(new LimitedSource(encrypted, 7), KEY).readAllBytes())
                    .isEqualTo(plain);
        }
    }

    @Test
    void stream_readInOddPieces_losesNothing() throws Exception {
        var engine = engine();
        byte[] plain = text(40_000);
        var decrypting = engine.decrypting(stream(engine.encrypt(plain, KEY)), KEY);
        byte[] target = new byte[40_010];
        Arrays.fill(target, (byte) -1);
        int filled = 3;
        target[filled++] = (byte) decrypting.read();
        for (int asked = 1; filled < 40_003; asked += 13) {
            assertThat(decrypting.read(target, filled, 0)).as("nothing asked").isZero();
            int count = decrypting.read(target, filled, Math.min(asked, target.length - filled));
            assertThat(count).as("bytes read of %d asked", asked).isBetween(1, asked);
            filled += count;
        }
        assertThat(Arrays.copyOfRange(target, 3, 40_003)).isEqualTo(plain);
        assertThat(Arrays.copyOfRange(target, 40_003, 40_010))
                .as("behind the content")
                .containsOnly(-1);
        assertThat(Arrays.copyOf(target, 3)).as("before the offset").containsOnly(-1);
        assertThat(decrypting.read()).isEqualTo(-1);
        assertThat(decrypting.read(target, 0, 5)).as("the end, again").isEqualTo(-1);
    }

    @Test
    void stream_isMadeAsItIsRead() throws Exception {
        var endless = new EndlessSource();
        byte[] begun = engine().encrypting(endless, KEY).readNBytes(1_000_000);
        assertThat(begun).hasSize(1_000_000);
        assertThat(endless.yielded())
                .as("bytes taken to make a million: a buffer more, not all there is")
                .isLessThan(2_000_000);
        var longCiphertext = new EndlessSource();
        byte[] decrypted = engine().decrypting(longCiphertext, KEY).readNBytes(1_000_000);
        assertThat(decrypted).hasSize(1_000_000);
        assertThat(longCiphertext.yielded()).isLessThan(2_000_000);
    }

    @Test
    void stream_closed_closesItsSource() throws Exception {
        var engine = engine();
        var plain = new LimitedSource(text(100_000), 1000);
        var encrypting = engine.encrypting(plain, KEY);
        encrypting.readNBytes(10);
        encrypting.close();
        assertThat(plain.isClosed()).isTrue();
        var encrypted = new LimitedSource(text(100_000), 1000);
        var decrypting = engine.decrypting(encrypted, KEY);
        decrypting.readNBytes(10);
        assertThatCode(decrypting::close)
                .as("closing before the end is no error")
                .doesNotThrowAnyException();
        assertThat(encrypted.isClosed()).isTrue();
    }

    @Test
    void stream_whoseSourceBreaks_neverEndsAsIfItWereComplete() {
        var engine = engine();
        byte[] encrypted = engine.encrypt(text(100), KEY);
        for (InputStream broken : List.of(
                engine.encrypting(new BreakingSource(text(48)), KEY),
                engine.decrypting(new BreakingSource(encrypted), KEY))) {
            assertThatThrownBy(broken::readAllBytes).isInstanceOf(IOException.class);
            assertThatThrownBy(broken::readAllBytes).as("read once more").isInstanceOf(IOException.class);
        }
    }

    @Test
    void outputs_ofEverySizeInOddPieces_makeWhatTheArraysAre() throws Exception {
        var engine = engine();
        for (int size : SIZES) {
            byte[] plain = text(size);
            var encrypted = new ByteArrayOutputStream();
            try (OutputStream encrypting = engine.encrypting(encrypted, KEY)) {
                inOddPieces(plain, encrypting);
            }
            assertThat(encrypted.toByteArray())
                    .as("%d bytes written to be encrypted", size)
                    .isEqualTo(engine.encrypt(plain, KEY));
            var passedOn = new ByteArrayOutputStream();
            HashingOutputStream hashing = engine.hashing(passedOn);
            inOddPieces(plain, hashing);
            assertThat(hashing.sha256()).as("hash of %d bytes written", size).isEqualTo(engine.sha256(plain));
            assertThat(hashing.sizeBytes()).as("bytes counted").isEqualTo(size);
            assertThat(passedOn.toByteArray()).as("passed on").isEqualTo(plain);
        }
    }

    @Test
    void output_isMadeAsItIsWritten() throws Exception {
        var encrypted = new ByteArrayOutputStream();
        var encrypting = engine().encrypting(encrypted, KEY);
        encrypting.write(text(1_000_000));
        assertThat(encrypted.size())
                .as("made of a million bytes, before the end")
                .isGreaterThan(800_000);
    }

    @Test
    void output_closedTwice_endsTheCiphertextOnce() throws Exception {
        var engine = engine();
        var encrypted = new ByteArrayOutputStream();
        var encrypting = engine.encrypting(encrypted, KEY);
        encrypting.write(text(100));
        encrypting.close();
        encrypting.close();
        assertThat(encrypted.toByteArray()).isEqualTo(engine.encrypt(text(100), KEY));
        assertThatThrownBy(() -> encrypting.write(1)).as("written when closed").isInstanceOf(IOException.class);
    }

    @Test
    void output_whoseTargetBreaks_neverEndsAsIfItWereComplete() {
        var broken = new BreakingTarget(1000);
        var encrypting = engine().encrypting(broken, KEY);
        assertThatThrownBy(() -> encrypting.write(text(100_000))).isInstanceOf(IOException.class);
        broken.mend();
        assertThatThrownBy(() -> encrypting.write(text(10)))
                .as("written once more, with a hole before it")
                .isInstanceOf(IOException.class);
        int before = broken.taken();
        assertThatCode(encrypting::close).doesNotThrowAnyException();
        assertThat(broken.taken()).as("no end is written behind the hole").isEqualTo(before);
        assertThat(broken.isClosed()).as("but the target is closed").isTrue();
    }

    @Test
    void hash_onceTaken_ends() throws Exception {
        var hashing = engine().hashing(new ByteArrayOutputStream());
        hashing.write(text(10));
        Sha256 taken = hashing.sha256();
        assertThat(hashing.sha256()).as("asked again").isEqualTo(taken);
        assertThatThrownBy(() -> hashing.write(1)).as("written afterwards").isInstanceOf(IOException.class);
    }

    private static void inOddPieces(byte[] content, OutputStream target) throws IOException {
        int done = 0;
        if (content.length > 0) {
            target.write(content[done++]);
        }
        for (int piece = 1; done < content.length; piece = piece * 3 + 1) {
            int length = Math.min(piece, content.length - done);
            target.write(content, done, length);
            done += length;
        }
    }

    @Test
    void wrongKey_isNoticed() {
        var engine = engine();
        for (int size : new int[] {0, 100, 50_000}) {
            byte[] encrypted = engine.encrypt(text(size), KEY);
            refused(engine, encrypted, OTHER_KEY, size + " bytes with another key");
        }
    }

    @Test
    void truncatedCiphertext_isNoticed() {
        var engine = engine();
        byte[] encrypted = engine.encrypt(text(50_000), KEY);
        for (int kept : new int[] {0, 1, 15, 16, 17, 8192, 16_384, 16_385, 32_768, 49_984, 50_000, 50_015}) {
            refused(engine, Arrays.copyOf(encrypted, kept), KEY, "the first " + kept + " bytes of 50 016");
        }
    }

    private static void refused(CryptoEngine engine, byte[] encrypted, ContentKey key, String what) {
        assertThatThrownBy(() -> engine.decrypt(encrypted, key)).as(what).isInstanceOf(KsefCryptoException.class);
        for (int piece : new int[] {1, 4096, 100_000}) {
            var decrypting = engine.decrypting(stream(encrypted), key);
            assertThatThrownBy(() -> drain(decrypting, piece))
                    .as(what + ", streamed by " + piece)
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(decrypting::read)
                    .as(what + ", read again after the failure")
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void hash_isSha256() throws Exception {
        var engine = engine();
        for (int size : SIZES) {
            byte[] content = text(size);
            Sha256 expected = Sha256.of(MessageDigest.getInstance("SHA-256").digest(content));
            assertThat(engine.sha256(content)).as("%d bytes", size).isEqualTo(expected);
            assertThat(engine.sha256(new LimitedSource(content, 1009)))
                    .as("%d bytes as a stream", size)
                    .isEqualTo(expected);
        }
    }

    @Test
    void hash_ofAStream_leavesItOpenAtItsEnd() throws Exception {
        var source = new LimitedSource(text(20_000), 1009);
        engine().sha256(source);
        assertThat(source.isClosed()).isFalse();
        assertThat(source.read()).isEqualTo(-1);
    }

    @Test
    void hash_ofAStreamThatBreaks_isNotGiven() {
        assertThatThrownBy(() -> engine().sha256(new BreakingSource(text(100))))
                .isInstanceOf(KsefCryptoException.class);
    }

    @Test
    void newContentKeys_areAllDifferent() {
        var engine = engine();
        var seen = new HashSet<String>();
        int count = 200;
        for (int i = 0; i < count; i++) {
            try (ContentKey key = engine.newContentKey()) {
                seen.add(HexFormat.of().formatHex(key.key()));
                seen.add(HexFormat.of().formatHex(key.initializationVector()));
            }
        }
        assertThat(seen).as("keys and vectors").hasSize(2 * count);
    }

    @Test
    void newContentKey_encryptsAndDecrypts() {
        var engine = engine();
        try (ContentKey key = engine.newContentKey()) {
            assertThat(engine.decrypt(engine.encrypt(SECRET_TEXT, key), key)).isEqualTo(SECRET_TEXT);
        }
    }

    @Test
    void wrapped_unwrapsWithSha256AndMgf1Sha256Only() throws Exception {
        byte[] wrapped = engine().wrap(SECRET_TEXT, JdkCryptography.strongKey());
        assertThat(wrapped).hasSize(256);
        assertThat(JdkCryptography.unwrapped(wrapped, MGF1ParameterSpec.SHA256)).isEqualTo(SECRET_TEXT);
        assertThatThrownBy(() -> JdkCryptography.unwrapped(wrapped, MGF1ParameterSpec.SHA1))
                .as("MGF1 with SHA-1 is what many libraries take unasked, and KSeF does not")
                .isInstanceOf(BadPaddingException.class);
    }

    @Test
    void wrapped_ofEverySizeThatFits_unwraps() throws Exception {
        var engine = engine();
        for (int size : new int[] {1, 32, 189, 190}) {
            byte[] wrapped = engine.wrap(text(size), JdkCryptography.strongKey());
            assertThat(JdkCryptography.unwrapped(wrapped, MGF1ParameterSpec.SHA256))
                    .isEqualTo(text(size));
        }
    }

    @Test
    void wrapped_twice_differs() {
        var engine = engine();
        assertThat(engine.wrap(SECRET_TEXT, JdkCryptography.strongKey()))
                .as("encryption to an RSA key is randomised")
                .isNotEqualTo(engine.wrap(SECRET_TEXT, JdkCryptography.strongKey()));
    }

    @Test
    void wrap_ofMoreThanFits_isRefused() {
        var engine = engine();
        for (int size : new int[] {191, 256, 5000}) {
            assertThatThrownBy(() -> engine.wrap(text(size), JdkCryptography.strongKey()))
                    .as("%d bytes for a key of 2048 bits", size)
                    .isInstanceOf(KsefCryptoException.class);
        }
    }

    @Test
    void wrap_forAWeakOrForeignKey_isRefused() throws Exception {
        var engine = engine();
        for (PublicKey unfit : List.of(JdkCryptography.newKey("RSA", 1024), JdkCryptography.newKey("EC", 256))) {
            assertThatThrownBy(() -> engine.wrap(SECRET_TEXT, unfit))
                    .as("a key of kind %s", unfit.getAlgorithm())
                    .isInstanceOf(KsefCryptoException.class);
        }
    }

    @Test
    void closedContentKey_isRefused() {
        var engine = engine();
        ContentKey closed = engine.newContentKey();
        byte[] encrypted = engine.encrypt(SECRET_TEXT, closed);
        closed.close();
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> engine.encrypt(SECRET_TEXT, closed),
                () -> engine.decrypt(encrypted, closed),
                () -> drain(engine.encrypting(stream(SECRET_TEXT), closed), 100),
                () -> engine.encrypting(new ByteArrayOutputStream(), closed),
                () -> drain(engine.decrypting(stream(encrypted), closed), 100))) {
            assertThatThrownBy(use).as("zeroes must never serve as a key").isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void engine_usedByManyThreads_mixesNothingUp() throws Exception {
        var engine = engine();
        var threads = Executors.newFixedThreadPool(8);
        try {
            var works = new ArrayList<Callable<Boolean>>();
            for (int worker = 0; worker < 8; worker++) {
                int own = worker;
                works.add(() -> worksAlone(engine, own));
            }
            for (Future<Boolean> work : threads.invokeAll(works)) {
                assertThat(work.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean worksAlone(CryptoEngine engine, int own) throws Exception {
        try (ContentKey key = engine.newContentKey()) {
            for (int round = 0; round < 100; round++) {
                byte[] plain = bytes(1000 + own * 100 + round, own + round);
                byte[] encrypted = engine.encrypting(stream(plain), key).readAllBytes();
                assertThat(engine.decrypt(encrypted, key)).isEqualTo(plain);
                assertThat(engine.sha256(plain))
                        .isEqualTo(
                                Sha256.of(MessageDigest.getInstance("SHA-256").digest(plain)));
            }
            byte[] wrapped = engine.wrap(key.key(), JdkCryptography.strongKey());
            assertThat(JdkCryptography.unwrapped(wrapped, MGF1ParameterSpec.SHA256))
                    .isEqualTo(key.key());
        }
        return true;
    }

    @Test
    void messagesAndTexts_showNoSecret() throws Exception {
        var engine = engine();
        byte[] encrypted = engine.encrypt(SECRET_TEXT, KEY);
        byte[] long191 = Arrays.copyOf(SECRET_TEXT, 191);
        var weak = JdkCryptography.newKey("RSA", 1024);
        var shown = new ArrayList<String>();
        for (ThrowingCallable failing : List.<ThrowingCallable>of(
                () -> engine.decrypt(encrypted, OTHER_KEY),
                () -> engine.decrypt(Arrays.copyOf(encrypted, 17), KEY),
                () -> drain(engine.decrypting(stream(encrypted), OTHER_KEY), 100),
                () -> engine.wrap(long191, JdkCryptography.strongKey()),
                () -> engine.wrap(SECRET_TEXT, weak))) {
            shown.addAll(messages(catchThrowable(failing)));
        }
        assertThat(shown).as("each failure has something to say").hasSizeGreaterThanOrEqualTo(5);
        shown.add(engine.toString());
        shown.add(engine.encrypting(stream(SECRET_TEXT), KEY).toString());
        shown.add(engine.decrypting(stream(encrypted), KEY).toString());
        assertThat(shown).allSatisfy(text -> assertThat(text).doesNotContainIgnoringCase(secretForms()));
    }

    private static List<String> messages(Throwable thrown) {
        assertThat(thrown).as("something fails here").isNotNull();
        return Stream.iterate(thrown, link -> link != null, Throwable::getCause)
                .map(Throwable::toString)
                .toList();
    }

    private static String[] secretForms() {
        return Stream.of(SECRET_TEXT, KEY.key(), KEY.initializationVector(), OTHER_KEY.key())
                .flatMap(secret -> Stream.of(
                        new String(secret, StandardCharsets.UTF_8),
                        HexFormat.of().formatHex(secret),
                        Base64.getEncoder().encodeToString(secret),
                        Arrays.toString(secret)))
                .toArray(String[]::new);
    }

    private static void drain(InputStream stream, int piece) throws IOException {
        byte[] target = new byte[piece];
        while (stream.read(target) >= 0) {
            Arrays.fill(target, (byte) 0);
        }
    }

    private static InputStream stream(byte[] content) {
        return new ByteArrayInputStream(content);
    }

    /** Letters only. None of them is a length of padding, so a cut at any block is noticed for certain. */
    private static byte[] text(int size) {
        byte[] letters = new byte[size];
        for (int i = 0; i < size; i++) {
            letters[i] = (byte) ('a' + (i * 7 + i / 26) % 26);
        }
        return letters;
    }

    private static byte[] bytes(int size, int seed) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31 + seed * 97);
        }
        return bytes;
    }
}
