package dev.ksef.pdf.sheet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a sheet.
 *
 * @param title stands above it
 * @param blocks one under another
 */
public record Section(@Nullable Label title, List<Block> blocks) {

    /** Copies the blocks. */
    public Section {
        blocks = List.copyOf(blocks);
    }
}
