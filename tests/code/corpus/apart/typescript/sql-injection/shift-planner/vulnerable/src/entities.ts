import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Shift {
  @PrimaryGeneratedColumn()
  id!: number;

  @Column()
  team!: string;

  @Column('timestamptz')
  starts!: Date;

  @Column({ default: false })
  confirmed!: boolean;
}
