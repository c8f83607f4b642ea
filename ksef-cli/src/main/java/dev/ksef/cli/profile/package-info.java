/** For whom, where and with what the program works, and what it keeps on the disk. */
@org.jspecify.annotations.NullMarked
package dev.ksef.cli.profile;
