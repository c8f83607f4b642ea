package dev.ksef.adapter.feign.call;

import feign.Request;
import java.util.Arrays;

/** Brings a call from the proxy to the client: options among a method's arguments are what Feign hands on. */
public final class CallOptions extends Request.Options {

    private final OperationCall call;

    private CallOptions(OperationCall call) {
        this.call = call;
    }

    /** The arguments with the call behind them. */
    public static Object[] with(Object[] arguments, OperationCall call) {
        Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = new CallOptions(call);
        return all;
    }

    public static OperationCall of(Request.Options options) {
        return ((CallOptions) options).call;
    }
}
