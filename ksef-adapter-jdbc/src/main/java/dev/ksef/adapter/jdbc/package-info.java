/** Stores in a database: the entry is {@link dev.ksef.adapter.jdbc.JdbcStorage}. */
package dev.ksef.adapter.jdbc;
