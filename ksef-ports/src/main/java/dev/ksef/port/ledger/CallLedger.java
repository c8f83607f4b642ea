package dev.ksef.port.ledger;

import java.time.Duration;

/**
 * Counts the calls of several processes together. KSeF counts the calls of a context and an address, whichever process makes
 * them: nodes that share these must share the counting. A ledger only counts: lines, urgency, deadlines and forecasts are the
 * matter of each node's {@link dev.ksef.port.RateLimiter}.
 *
 * <p><b>Time:</b> a ledger goes by one clock, its own. It must be the same for all nodes, and never goes back: where it did, the
 * ledger goes on with the latest instant it has counted at. Ages and remaining times are told, and no instants, so that the clocks
 * of the nodes do not matter.
 *
 * <p><b>Threading:</b> safe for many threads and processes. Each demand is executed in one step: no other is between its counting
 * and its answer.
 *
 * <p><b>Failure:</b> {@link dev.ksef.model.error.KsefStorageException}, whose message names what failed and what to do. What was
 * asked may have been executed or not. A ledger has a time limit of its own, of a few seconds at most, after which a demand fails;
 * it asks nothing again after that. A thread that waits can be interrupted.
 *
 * <p><b>Idempotence:</b> a demand that is executed again with the same id, within {@link #REMEMBERED}, is answered with the same
 * number of granted calls, and counts nothing more; what it tells of the quotas may be newer. The other methods can be repeated.
 *
 * <p><b>Memory:</b> what was counted is kept for {@link CallWindow#LONGEST} at least, unless the ledger loses it. A quota of which
 * nothing is known any more costs nothing.
 *
 * <p><b>Secrets:</b> none, but keys name contexts. <b>Lifecycle:</b> close a ledger where it was opened, after the limiters that
 * use it. A closed ledger fails like a broken one.
 */
public interface CallLedger {

    /** For so long at least the answer to a demand is remembered. */
    Duration REMEMBERED = Duration.ofMinutes(1);

    /** A node is at work if it has made a demand, of any quota of the environment, within this time. */
    Duration AT_WORK = Duration.ofMinutes(10);

    /**
     * Counts calls as leaving now: as many of the wanted ones as every window of every quota has room for. A window of n calls
     * in m milliseconds has room for n less those that left fewer than m milliseconds ago. While one of the quotas is blocked,
     * nothing is granted, unless the demand is a probe. What is granted counts against all quotas of the demand.
     *
     * <p>Calls that the demand says left before are counted first, each as having left that long ago, or later, but not later
     * than now.
     *
     * @throws dev.ksef.model.error.KsefStorageException if the ledger cannot be asked
     * @throws InterruptedException if the thread is interrupted before or while it waits; calls may have been counted
     */
    CallGrant take(CallDemand demand) throws InterruptedException;

    /**
     * Blocks a quota from now on. A block that lasts longer stays.
     *
     * @param remainingMillis more than 0; may be decades
     * @throws dev.ksef.model.error.KsefStorageException if the ledger cannot be asked
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    void block(QuotaKey quota, long remainingMillis) throws InterruptedException;

    /**
     * Ends the block of a quota, if there is one.
     *
     * @throws dev.ksef.model.error.KsefStorageException if the ledger cannot be asked
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    void unblock(QuotaKey quota) throws InterruptedException;
}
