import { DataSource } from 'typeorm';
import { Order } from './order';

const orders = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL, entities: [Order] });

export const source = async (): Promise<DataSource> => (orders.isInitialized ? orders : orders.initialize());
