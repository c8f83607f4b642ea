package dev.ksef.adapter.feign;

import feign.Request;
import java.util.Arrays;

/** Brings a call from {@link Edge} to the client: options among a method's arguments are what Feign hands on. */
final class CallOptions extends Request.Options {

    private final Call call;

    private CallOptions(Call call) {
        this.call = call;
    }

    /** The arguments with the call behind them. */
    static Object[] with(Object[] arguments, Call call) {
        Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = new CallOptions(call);
        return all;
    }

    static Call of(Request.Options options) {
        return ((CallOptions) options).call;
    }
}
