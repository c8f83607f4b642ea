package dev.ksef.adapter.feign.proxy;

import feign.Contract;
import feign.MethodMetadata;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the declarations of each interface once, since APIs are opened all the time and never change. */
public final class CachedContract implements Contract {

    private final Contract contract;
    private final Map<Class<?>, List<MethodMetadata>> read = new ConcurrentHashMap<>();

    public CachedContract(Contract contract) {
        this.contract = contract;
    }

    @Override
    public List<MethodMetadata> parseAndValidateMetadata(Class<?> type) {
        return read.computeIfAbsent(type, contract::parseAndValidateMetadata);
    }
}
