package dev.ksef.adapter.feign.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.error.KsefTransportException.Delivery;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExchangeFailuresTest {

    static Stream<Exception> beforeSending() {
        return Stream.of(
                new ConnectException("refused"),
                new UnknownHostException("host"),
                new NoRouteToHostException("host"),
                new UnresolvedAddressException(),
                new HttpConnectTimeoutException("connect"),
                new ProxyRefusedException(),
                new ClosedTransportException(false));
    }

    @ParameterizedTest
    @MethodSource("beforeSending")
    void failureBeforeSending_isNotSent_alsoAsACause(Exception failure) {
        assertThat(ExchangeFailures.delivery(new IOException(failure))).isEqualTo(Delivery.NOT_SENT);
        assertThat(ExchangeFailures.isDropped(new IOException(failure))).isFalse();
    }

    static Stream<IOException> afterwards() {
        return Stream.of(
                new SocketException("reset"),
                new EOFException(),
                new SocketTimeoutException("read"),
                new HttpTimeoutException("read"),
                new ClosedTransportException(true));
    }

    @ParameterizedTest
    @MethodSource("afterwards")
    void laterFailure_isUnknown(IOException failure) {
        assertThat(ExchangeFailures.delivery(failure)).isEqualTo(Delivery.UNKNOWN);
    }

    @Test
    void failureWithoutWordsOfOurOwn_isToldByItsRootCause_withoutSecrets() {
        var failure = new IOException(
                "outer",
                new SocketException("Connection reset by peer: Bearer eyJsecret.of.a-token at https://h/a?sig=abc"));
        assertThat(ExchangeFailures.reason(failure))
                .startsWith(
                        "the connection broke: java.io.IOException, caused by java.net.SocketException: Connection reset")
                .doesNotContain("secret", "abc");
    }

    @Test
    void connectingThatTookTooLong_isNotToldAsRefused() {
        var failure = new HttpConnectTimeoutException("connect");
        failure.initCause(new ConnectException("connect"));
        assertThat(ExchangeFailures.reason(failure)).contains("connecting took too long");
    }
}
