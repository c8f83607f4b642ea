package dev.ksef.adapter.feign.call;

import feign.Request;
import java.util.Arrays;

/** Carries a call from the proxy through Feign, which hands options among the arguments on to its client. */
public final class CallOptions extends Request.Options {

    private final OperationCall call;

    private CallOptions(OperationCall call) {
        this.call = call;
    }

    /** Returns the arguments, followed by options that carry the call. */
    public static Object[] append(Object[] arguments, OperationCall call) {
        Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = new CallOptions(call);
        return all;
    }

    /** Returns the call that the options carry. */
    public static OperationCall callOf(Request.Options options) {
        return ((CallOptions) options).call;
    }
}
