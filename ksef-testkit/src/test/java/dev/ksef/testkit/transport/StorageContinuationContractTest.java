package dev.ksef.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.ksef.model.link.SignedLink;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The suite for downloads that go on catches transfers that are broken the ways transfers are. */
class StorageContinuationContractTest {

    static Stream<Arguments> brokenTransfers() {
        return Stream.of(
                Arguments.of(AsksForAll.class, "rest_isAskedForByItsRange_andWrittenAlone"),
                Arguments.of(TakesCompressed.class, "rest_isAskedForByItsRange_andWrittenAlone"),
                Arguments.of(WritesTheBeginningAgain.class, "storageThatSendsAll_isReadFromTheOffsetOn"),
                Arguments.of(PassesOverWhatIsNotThere.class, "documentThatHasBecomeSmaller_isRefused"),
                Arguments.of(TakesAnyPart.class, "partThatIsNotTheOneAskedFor_isRefused"),
                Arguments.of(
                        TakesAPartForTheRest.class,
                        "partThatEndsBeforeTheDocument_isAFailure_behindWhichTheNextGoesOn"),
                Arguments.of(TakesPages.class, "pageOfAFirewall_isRefused_whateverItsStatus"),
                Arguments.of(
                        WritesBeyondTheDocument.class, "partThatIsLongerThanItSays_isNotWrittenBeyondTheDocument"));
    }

    @ParameterizedTest
    @MethodSource("brokenTransfers")
    void brokenTransfer_isCaughtByTheTestMadeForIt_andASoundOneIsNot(Class<?> suite, String test) {
        assertThat(failures(suite, test))
                .as("failures of %s", suite.getSimpleName())
                .isOne();
        assertThat(failures(Sound.class, test)).isZero();
    }

    private static long failures(Class<?> suite, String test) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(suite, test))
                .execute()
                .testEvents()
                .failed()
                .count();
    }

    /** A suite whose transfer needs no end. */
    private abstract static class Continuations extends StorageContinuationContract {

        abstract StorageTransfer transfer();

        @Override
        protected StorageTransfer storage(URI apiBase, Time time, KsefListener listener) {
            return transfer();
        }

        @Override
        protected void end() {}
    }

    static class Sound extends Continuations {

        @Override
        StorageTransfer transfer() {
            return new PlainDownloads();
        }
    }

    static class AsksForAll extends Continuations {

        @Override
        StorageTransfer transfer() {
            return new PlainDownloads() {
                @Override
                HttpRequest.Builder request(SignedLink link, long offset) {
                    return super.request(link, 0);
                }
            };
        }
    }

    static class TakesCompressed extends Continuations {

        @Override
        StorageTransfer transfer() {
            return new PlainDownloads() {
                @Override
                HttpRequest.Builder request(SignedLink link, long offset) {
                    return super.request(link, offset).setHeader("Accept-Encoding", "gzip");
                }
            };
        }
    }

    static class WritesTheBeginningAgain extends Continuations {

        @Override
        StorageTransfer transfer() {
            return new PlainDownloads() {
                @Override
                void passOver(InputStream body, long offset) {}
            };
        }
    }

    static class PassesOverWhatIsNotThere extends Continuations {

        @Override
        StorageTransfer transfer() {
            return new PlainDownloads() {
                @Override
                void passOver(InputStream body, long offset) throws IOException {
                    body.skip(offset);
                }
            };
        }
    }

    static class TakesAnyPart extends Continuations {

        @Override
        StorageTransfer transfer() {
            return new PlainDownloads() {
                @Override
                boolean isTheRest(Matcher range, long offset) {
                    return true;
                }
            };
        }
    }

    static class TakesAPartForTheRest extends Continuations {

        @Override
        StorageTransfer transfer() {
            return new PlainDownloads() {
                @Override
                void copy(InputStream body, OutputStream into, long size) throws IOException {
                    body.transferTo(into);
                }
            };
        }
    }

    static class WritesBeyondTheDocument extends TakesAPartForTheRest {}

    static class TakesPages extends Continuations {

        @Override
        StorageTransfer transfer() {
            return new PlainDownloads() {
                @Override
                void requireDocument(HttpResponse<InputStream> answer) {}
            };
        }
    }
}
