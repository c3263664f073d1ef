/**
 * NetBox's database, made on an empty PostgreSQL server; start at
 * {@link io.github.pocstate.examples.lab.database.LabDatabase}.
 */
@NullMarked
package io.github.pocstate.examples.lab.database;

import org.jspecify.annotations.NullMarked;
