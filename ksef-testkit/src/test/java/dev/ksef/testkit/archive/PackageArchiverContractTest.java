package dev.ksef.testkit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.ksef.model.batch.CompressionType;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.ContentSource;
import dev.ksef.port.archive.ArchiveEntry;
import dev.ksef.port.archive.ArchiveLimits;
import dev.ksef.port.archive.PackageArchiver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The suite for archivers catches archivers that are broken the ways archivers are. */
class PackageArchiverContractTest {

    static Stream<Arguments> brokenArchivers() {
        return Stream.of(
                Arguments.of(WritesBackwards.class, "files_comeBackInOrder_toTheByte"),
                Arguments.of(WritesTheTime.class, "sameFiles_giveTheSameBytes"),
                Arguments.of(ClosesTheStream.class, "streamOfTheCaller_staysOpen"),
                Arguments.of(WorksElsewhere.class, "iteratorAndStream_areUsedByTheCallingThreadAlone"),
                Arguments.of(KeepsAThread.class, "threads_endWithTheCall"),
                Arguments.of(LeavesContentsOpen.class, "contents_areClosed_whateverHappens"),
                Arguments.of(QuotesContents.class, "fileThatFails_isNamedWithoutItsContent"),
                Arguments.of(SwallowsInterrupts.class, "interruptBefore_endsTheCallAndStays"),
                Arguments.of(KnowsNoLimits.class, "limits_countWhatComesOut_andAreMetExactly"),
                Arguments.of(BelievesWhatItReads.class, "namesThatLeadOut_areRefused"),
                Arguments.of(BelievesWhatItReads.class, "oneNameTwice_isRefused"),
                Arguments.of(KnowsNoLimits.class, "archiveThatUnpacksToMuchMore_handsOverNothingBeyondTheLimits"),
                Arguments.of(ReadsWhatIsAvailable.class, "sourceThatDoesNotKnowWhatIsAvailable_losesNoFile"),
                Arguments.of(BelievesWhatItReads.class, "archiveThatIsCutOff_isRefused_whereverItIsCut"),
                Arguments.of(BelievesWhatItReads.class, "damagedArchive_isRefused_orYieldsWhatWasPacked"),
                Arguments.of(BelievesWhatItReads.class, "somethingBehindTheEnd_isRefused"),
                Arguments.of(GoesOnAfterTheTaker.class, "takerThatFails_endsTheReading"));
    }

    @ParameterizedTest
    @MethodSource("brokenArchivers")
    void brokenArchiver_isCaughtByTheTestMadeForIt(Class<?> suite, String test) {
        var run = EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(suite, test), selectMethod(suite, "noFiles_areAnArchive"))
                .execute()
                .testEvents();
        assertThat(run.failed().stream().map(PackageArchiverContractTest::method))
                .as("failed tests of %s", suite.getSimpleName())
                .contains(test);
        assertThat(run.succeeded().stream().map(PackageArchiverContractTest::method))
                .as("what the archiver does well passes")
                .contains("noFiles_areAnArchive");
    }

    private static String method(Event event) {
        return event.getTestDescriptor().getDisplayName().replace("()", "");
    }

    /** An archiver that does all well, for one thing to be broken. */
    private static class Archiver implements PackageArchiver {

        final PackageArchiver good = new JdkZipArchiver();

        @Override
        public CompressionType compressionType() {
            return good.compressionType();
        }

        @Override
        public void write(Iterator<ArchiveEntry> files, OutputStream into) {
            good.write(files, into);
        }

        @Override
        public void read(InputStream archive, ArchiveLimits limits, EntryTaker taker) {
            good.read(archive, limits, taker);
        }
    }

    static class ReadsWhatIsAvailable extends PackageArchiverContract {
        @Override
        protected PackageArchiver archiver() {
            return new Archiver() {
                @Override
                public void read(InputStream archive, ArchiveLimits limits, EntryTaker taker) {
                    try {
                        super.read(new ByteArrayInputStream(archive.readNBytes(archive.available())), limits, taker);
                    } catch (IOException impossible) {
                        throw new UncheckedIOException(impossible);
                    }
                }
            };
        }
    }

    static class WritesBackwards extends PackageArchiverContract {
        @Override
        protected PackageArchiver archiver() {
            return new Archiver() {
                @Override
                public void write(Iterator<ArchiveEntry> files, OutputStream into) {
                    List<ArchiveEntry> all = new ArrayList<>();
                    files.forEachRemaining(all::add);
                    Collections.reverse(all);
                    super.write(all.iterator(), into);
                }
            };
        }
    }

    static class WritesTheTime extends PackageArchiverContract {
        @Override
        protected PackageArchiver archiver() {
            return new Archiver() {
                private byte time;

                @Override
                public void write(Iterator<ArchiveEntry> files, OutputStream into) {
                    var archive = new ByteArrayOutputStream();
                    super.write(files, archive);
                    byte[] bytes = archive.toByteArray();
                    bytes[10] = bytes.length > 22 ? time++ : bytes[10];
                    writeAll(bytes, into);
                }
            };
        }
    }

    static class ClosesTheStream extends PackageArchiverContract {
        @Override
        protected PackageArchiver archiver() {
            return new Archiver() {
                @Override
                public void write(Iterator<ArchiveEntry> files, OutputStream into) {
                    super.write(files, into);
                    try {
                        into.close();
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                }
            };
        }
    }

    static class WorksElsewhere extends PackageArchiverContract {
        @Override
        protected PackageArchiver archiver() {
            return new Archiver() {
                @Override
                public void write(Iterator<ArchiveEntry> files, OutputStream into) {
                    CompletableFuture.runAsync(() -> super.write(files, into)).join();
                }
            };
        }
    }

    static class KeepsAThread extends PackageArchiverContract {
        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        protected PackageArchiver archiver() {
            return new Archiver() {
                @Override
                public void write(Iterator<ArchiveEntry> files, OutputStream into) {
                    var kept = new Thread(() -> {
                        try {
                            never.await();
                        } catch (InterruptedException over) {
                            Thread.currentThread().interrupt();
                        }
                    });
                    kept.setDaemon(true);
                    kept.start();
                    super.write(files, into);
                }
            };
        }
    }

    static class LeavesContentsOpen extends PackageArchiverContract {
        @Override
        protected PackageArchiver archiver() {
            return writing(content -> new FilterInputStream(content.open()) {
                @Override
                public void close() {
                    // Forgotten.
                }
            });
        }
    }

    static class QuotesContents extends PackageArchiverContract {
        @Override
        protected PackageArchiver archiver() {
            return writing(content -> {
                InputStream stream = content.open();
                return new FilterInputStream(stream) {
                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        try {
                            return super.read(target, offset, length);
                        } catch (IOException failure) {
                            throw new IOException(
                                    "Cannot read behind " + new String(target, 0, 100, StandardCharsets.UTF_8),
                                    failure);
                        }
                    }
                };
            });
        }
    }

    static class SwallowsInterrupts extends PackageArchiverContract {
        @Override
        protected PackageArchiver archiver() {
            return new Archiver() {
                @Override
                public void write(Iterator<ArchiveEntry> files, OutputStream into) {
                    try {
                        super.write(files, into);
                    } catch (KsefDeadlineException interrupted) {
                        Thread.interrupted();
                        throw interrupted;
                    }
                }
            };
        }
    }

    static class KnowsNoLimits extends PackageArchiverContract {
        @Override
        protected PackageArchiver archiver() {
            return new Archiver() {
                @Override
                public void read(InputStream archive, ArchiveLimits limits, EntryTaker taker) {
                    super.read(archive, new ArchiveLimits(100_000, 100_000_000, 1_000_000_000), taker);
                }
            };
        }
    }

    /** What one writes who has a {@code ZipInputStream} and no time. */
    static class BelievesWhatItReads extends PackageArchiverContract {
        @Override
        protected PackageArchiver archiver() {
            return new Archiver() {
                @Override
                public void read(InputStream archive, ArchiveLimits limits, EntryTaker taker) {
                    try (var zip = new ZipInputStream(archive)) {
                        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                            taker.take(entry.getName(), zip);
                        }
                    } catch (IOException | IllegalArgumentException failure) {
                        throw new KsefStorageException("The archive is damaged", failure);
                    }
                }
            };
        }
    }

    static class GoesOnAfterTheTaker extends PackageArchiverContract {
        @Override
        protected PackageArchiver archiver() {
            return new Archiver() {
                @Override
                public void read(InputStream archive, ArchiveLimits limits, EntryTaker taker) {
                    super.read(archive, limits, (name, content) -> {
                        try {
                            taker.take(name, content);
                        } catch (IOException passedOver) {
                            content.close();
                        }
                    });
                }
            };
        }
    }

    private interface Opening {
        InputStream open(ContentSource content) throws IOException;
    }

    private static PackageArchiver writing(Opening opening) {
        return new Archiver() {
            @Override
            public void write(Iterator<ArchiveEntry> files, OutputStream into) {
                Iterable<ArchiveEntry> all = () -> files;
                super.write(
                        StreamSupport.stream(all.spliterator(), false)
                                .map(file -> new ArchiveEntry(file.name(), opened(file.content(), opening)))
                                .iterator(),
                        into);
            }
        };
    }

    private static ContentSource opened(ContentSource content, Opening opening) {
        return new ContentSource() {
            @Override
            public long sizeBytes() {
                return content.sizeBytes();
            }

            @Override
            public InputStream open() throws IOException {
                return opening.open(content);
            }
        };
    }

    private static void writeAll(byte[] bytes, OutputStream into) {
        try {
            into.write(bytes);
        } catch (IOException failure) {
            throw new KsefStorageException("An archive cannot be written", failure);
        }
    }
}
