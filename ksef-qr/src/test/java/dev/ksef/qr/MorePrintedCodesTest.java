package dev.ksef.qr;

import org.junit.jupiter.api.Tag;

@Tag("slow")
class MorePrintedCodesTest extends PrintedCodeTest {

    @Override
    int codes() {
        return 5;
    }
}
