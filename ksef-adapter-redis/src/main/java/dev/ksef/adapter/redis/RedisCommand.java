package dev.ksef.adapter.redis;

import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.concurrent.CompletionStage;

/** What is asked of Redis. It may be asked twice, so it must do no more the second time. */
interface RedisCommand<T> {

    CompletionStage<T> on(RedisAsyncCommands<byte[], byte[]> redis);
}
