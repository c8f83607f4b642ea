/** Connections to a database, what is done with one, and the versions of the tables. */
package dev.ksef.adapter.jdbc.database;
