package dev.ksef.domain.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.Faked;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.link.SignedLink;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the engine of tests encrypts can be read by anybody; scenarios show that a real one's cannot. */
class SealedLinksTest {

    private final SealedLinks seal = new SealedLinks(new Faked.Crypto());
    private final ContentKey key = new Faked.Crypto().newContentKey();

    private static PartUploadRequest link(int part, String url, Map<String, String> headers) {
        return new PartUploadRequest(part, "PUT", SignedLink.of(url), headers);
    }

    @Test
    void links_comeBackAsTheyWere() {
        List<PartUploadRequest> links = IntStream.rangeClosed(1, 50)
                .mapToObj(part -> link(
                        part,
                        "https://storage.example/" + part + "?sig=" + "a".repeat(part * 20),
                        part % 2 == 0 ? Map.of() : Map.of("x-ms-blob-type", "BlockBlob", "ż", "ó")))
                .toList();
        for (List<PartUploadRequest> some : List.of(links, links.subList(0, 1), List.<PartUploadRequest>of())) {
            assertThat(seal.open(seal.seal(some, key).orElseThrow(), key)).contains(some);
        }
    }

    @Test
    void sealThatIsDamaged_opensNothing() {
        String sealed = seal.seal(List.of(link(1, "https://storage.example/1?sig=a", Map.of())), key)
                .orElseThrow();
        byte[] bytes = Base64.getDecoder().decode(sealed);
        for (int place = 0; place < bytes.length; place++) {
            byte[] damaged = bytes.clone();
            damaged[place] ^= 1;
            assertThat(seal.open(Base64.getEncoder().encodeToString(damaged), key))
                    .as("with byte %d changed", place)
                    .isEmpty();
        }
        assertThat(seal.open("no Base64", key)).isEmpty();
        assertThat(seal.open("", key)).isEmpty();
    }

    @Test
    void linkThatIsLongerThanAny_isNotSealed() {
        assertThat(seal.seal(List.of(link(1, "https://storage.example/" + "a".repeat(70_000), Map.of())), key))
                .isEmpty();
    }
}
