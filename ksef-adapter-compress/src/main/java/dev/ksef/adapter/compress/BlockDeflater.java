package dev.ksef.adapter.compress;

import java.util.zip.Deflater;

/** Compresses blocks of one stream so that they can stand one behind the other. */
final class BlockDeflater implements Compressor<Block, DeflatedBlock> {

    private static final int SCRATCH = 32 * 1024;

    private final Deflater deflater;
    private final byte[] scratch = new byte[SCRATCH];

    BlockDeflater(int level) {
        deflater = new Deflater(level, true);
    }

    @Override
    public DeflatedBlock compress(Block block) {
        deflater.reset();
        if (block.dictionaryLength() > 0) {
            deflater.setDictionary(block.bytes(), block.dictionaryOffset(), block.dictionaryLength());
        }
        deflater.setInput(block.bytes(), block.offset(), block.length());
        var pieces = new Pieces();
        if (block.isLast()) {
            deflater.finish();
            pieces.takeFrom(deflater, Deflater.NO_FLUSH, scratch);
        } else {
            pieces.takeFrom(deflater, Deflater.SYNC_FLUSH, scratch);
        }
        return new DeflatedBlock(block, pieces);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
