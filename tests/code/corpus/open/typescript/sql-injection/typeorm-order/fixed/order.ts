import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('orders')
export class Order {
  @PrimaryColumn()
  id!: string;

  @Column()
  shop!: string;

  @Column()
  state!: string;

  @Column()
  archived!: boolean;

  @Column()
  changed!: Date;
}
