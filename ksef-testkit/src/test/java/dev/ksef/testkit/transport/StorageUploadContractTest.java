package dev.ksef.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.ContentSource;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The suite for uploads catches transfers that are broken the ways transfers are. */
class StorageUploadContractTest {

    static Stream<Arguments> brokenTransfers() {
        return Stream.of(
                Arguments.of(AddsABearer.class, "request_carriesNothingThatWasNotAskedFor"),
                Arguments.of(ForgetsHeaders.class, "part_leavesByteForByte_asKsefAsked"),
                Arguments.of(SendsInChunks.class, "part_leavesByteForByte_asKsefAsked"),
                Arguments.of(FollowsRedirects.class, "redirect_isNotFollowed"),
                Arguments.of(TakesAnySuccess.class, "everyOtherSuccess_isNone"),
                Arguments.of(TakesPages.class, "pageOfAFirewall_isNoSuccess_whateverItsStatus"),
                Arguments.of(Repeats.class, "connectionThatBreaks_whileThePartLeaves_orBeforeTheAnswer_isNotRepeated"),
                Arguments.of(
                        CallsAllUnsent.class,
                        "connectionThatBreaks_whileThePartLeaves_orBeforeTheAnswer_isNotRepeated"),
                Arguments.of(GoesAnywhere.class, "linkToAnotherHost_orWithoutTls_isNotSent"),
                Arguments.of(QuotesTheLink.class, "errorOfTheStorage_isToldByItsStatusAndCodeAlone"),
                Arguments.of(IgnoresTheSize.class, "contentOfAnotherSize_isToldAsSuch_andNeverArrivesWhole"));
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
    private abstract static class Uploads extends StorageUploadContract {

        @Override
        protected void end() {}
    }

    static class Sound extends Uploads {

        @Override
        protected StorageTransfer storage(URI apiBase, Time time, KsefListener listener) {
            return new PlainUploads(apiBase, listener);
        }
    }

    static class AddsABearer extends Uploads {

        @Override
        protected StorageTransfer storage(URI apiBase, Time time, KsefListener listener) {
            return new PlainUploads(apiBase, listener) {
                @Override
                HttpRequest.Builder request(PartUploadRequest asked, BodyPublisher body) {
                    return super.request(asked, body).header("Authorization", "Bearer sec-ret");
                }
            };
        }
    }

    static class ForgetsHeaders extends Uploads {

        @Override
        protected StorageTransfer storage(URI apiBase, Time time, KsefListener listener) {
            return new PlainUploads(apiBase, listener) {
                @Override
                HttpRequest.Builder request(PartUploadRequest asked, BodyPublisher body) {
                    return HttpRequest.newBuilder(asked.url().address()).PUT(body);
                }
            };
        }
    }

    static class SendsInChunks extends Uploads {

        @Override
        protected StorageTransfer storage(URI apiBase, Time time, KsefListener listener) {
            return new PlainUploads(apiBase, listener) {
                @Override
                BodyPublisher body(byte[] part) {
                    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(part));
                }
            };
        }
    }

    static class FollowsRedirects extends Uploads {

        @Override
        protected StorageTransfer storage(URI apiBase, Time time, KsefListener listener) {
            return new PlainUploads(apiBase, listener) {
                @Override
                HttpClient client() {
                    return HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .followRedirects(HttpClient.Redirect.ALWAYS)
                            .build();
                }
            };
        }
    }

    static class TakesAnySuccess extends Uploads {

        @Override
        protected StorageTransfer storage(URI apiBase, Time time, KsefListener listener) {
            return new PlainUploads(apiBase, listener) {
                @Override
                boolean isSuccess(HttpResponse<String> answer) {
                    return answer.statusCode() < 300;
                }
            };
        }
    }

    static class TakesPages extends Uploads {

        @Override
        protected StorageTransfer storage(URI apiBase, Time time, KsefListener listener) {
            return new PlainUploads(apiBase, listener) {
                @Override
                boolean isSuccess(HttpResponse<String> answer) {
                    return answer.statusCode() == 201;
                }
            };
        }
    }

    static class Repeats extends Uploads {

        @Override
        protected StorageTransfer storage(URI apiBase, Time time, KsefListener listener) {
            return new PlainUploads(apiBase, listener) {
                @Override
                HttpResponse<String> sent(HttpRequest.Builder request) throws IOException, InterruptedException {
                    try {
                        return super.sent(request);
                    } catch (IOException broken) {
                        return super.sent(request);
                    }
                }
            };
        }
    }

    static class CallsAllUnsent extends Uploads {

        @Override
        protected StorageTransfer storage(URI apiBase, Time time, KsefListener listener) {
            return new PlainUploads(apiBase, listener) {
                @Override
                Delivery delivery() {
                    return Delivery.NOT_SENT;
                }
            };
        }
    }

    static class GoesAnywhere extends Uploads {

        @Override
        protected StorageTransfer storage(URI apiBase, Time time, KsefListener listener) {
            return new PlainUploads(apiBase, listener) {
                @Override
                boolean mayGoTo(URI address) {
                    return true;
                }
            };
        }
    }

    static class QuotesTheLink extends Uploads {

        @Override
        protected StorageTransfer storage(URI apiBase, Time time, KsefListener listener) {
            return new PlainUploads(apiBase, listener) {
                @Override
                String told(PartUploadRequest asked) {
                    return asked.method() + " " + asked.url().address();
                }
            };
        }
    }

    static class IgnoresTheSize extends Uploads {

        @Override
        protected StorageTransfer storage(URI apiBase, Time time, KsefListener listener) {
            return new PlainUploads(apiBase, listener) {
                @Override
                boolean isWhole(byte[] part, ContentSource content) {
                    return true;
                }
            };
        }
    }
}
