package dev.ksef.adapter.file;

import dev.ksef.port.internal.content.ContentFormat;

/**
 * A kind of entries in a directory.
 *
 * @param name ending of their files
 * @param remedy what to do about an entry that was lost, as the end of a sentence
 * @param format of their contents
 */
record EntryKind<T>(String name, String remedy, ContentFormat<T> format) {}
