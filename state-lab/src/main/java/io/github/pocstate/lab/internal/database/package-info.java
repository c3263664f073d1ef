/**
 * NetBox's database, made on an empty PostgreSQL server; start at
 * {@link io.github.pocstate.lab.internal.database.LabDatabase}.
 */
@NullMarked
package io.github.pocstate.lab.internal.database;

import org.jspecify.annotations.NullMarked;
